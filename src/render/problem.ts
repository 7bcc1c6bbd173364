import type {ProblemCode, ProblemCount} from '../core/problem.ts'
import {counted} from './count.ts'
import {type Phrase, named, phrase} from './phrase.ts'

interface Wording {
  /** What is counted, in the singular. */
  readonly noun: string
  /** What was found, and what was expected. */
  readonly what: string
  /** What it means for the numbers, and what to do. */
  readonly advice: string
  /** Whether the noun carries the count; else the sentence stands alone. */
  readonly counted: boolean
}

const WORDINGS: Readonly<Record<ProblemCode, Wording>> = {
  USAGE_REFUSED: {
    noun: 'call',
    what: 'refused: the usage record does not hold what it should. Expected whole numbers of tokens, 0 or more',
    advice: 'Refused calls are in no total. If Claude Code itself wrote the line, please report it to pech.',
    counted: true,
  },
  LINE_MALFORMED: {
    noun: 'line',
    what: 'skipped: damaged. Expected one JSON object per line',
    advice: 'The rest of the file was read. A line that is torn by a crash can be left as it is.',
    counted: true,
  },
  LINE_TOO_LONG: {
    noun: 'line',
    what: 'skipped: too long. Expected at most 64 MB for a line with a call',
    advice: 'The rest of the file was read.',
    counted: true,
  },
  FILE_UNREADABLE: {
    noun: 'file',
    what: 'not read: the system refused access',
    advice: 'What they hold is missing from the totals. Give yourself the right to read them, then run `pech ingest`.',
    counted: true,
  },
  FILE_NOT_REGULAR: {
    noun: 'path',
    what: 'not read: the name is that of a log, but it is no regular file',
    advice: 'Move it out of the folder of logs, or leave it there: it does no harm.',
    counted: true,
  },
  FILE_SYMLINK_LEAVES_ROOT: {
    noun: 'link',
    what: 'not followed: out of the folder of logs, or in a circle',
    advice: 'To read what a link points to, name that folder: `pech ingest PATH`.',
    counted: true,
  },
  META_MALFORMED: {
    noun: 'meta.json',
    what: 'ignored: expected a JSON object that says the agent type',
    advice: 'The calls beside it are counted; their agent is taken from elsewhere, or is `subagent`.',
    counted: true,
  },
  MODEL_UNPRICED: {
    noun: 'call',
    what: 'without a price: no rate of the card fits model and time',
    advice:
      'Such calls are not in the total. See `pech rates check`; add a price to config.yaml, or update pech: then they are priced, past ones too.',
    counted: true,
  },
  LEDGER_REPLACED: {
    noun: 'ledger',
    what: 'was damaged. It was set aside and a new one begun',
    advice: 'Run `pech ingest --full` to rebuild what the logs still hold. The old file was not deleted.',
    counted: false,
  },
  CONFIG_INVALID: {
    noun: 'config.yaml',
    what: 'has a setting that is not understood',
    advice: 'Correct it; `pech config` shows what is in force and where each value comes from.',
    counted: false,
  },
  BUDGETS_INVALID: {
    noun: 'budgets.yaml',
    what: 'has a rule that is not understood, so no budget is checked by it',
    advice: 'Correct it, then see `pech budget list`.',
    counted: false,
  },
  RATE_CARD_STALE: {
    noun: 'rate card',
    what: 'is old: prices may have changed since',
    advice: 'Update pech, or put a newer card beside config.yaml and run `pech rates check FILE` on it.',
    counted: false,
  },
  RATE_CARD_INVALID: {
    noun: 'rate card',
    what: 'is not valid. The one built in is used',
    advice: 'Run `pech rates check FILE` to see what is wrong.',
    counted: false,
  },
}

/**
 * A problem in English: how often and what, what was expected, where it was first seen, what to do.
 *
 * @param problem - Of any code; an unknown one is named as it is.
 */
export function problemPhrase(problem: ProblemCount): Phrase {
  const wording = isKnown(problem.code) ? WORDINGS[problem.code] : undefined
  const facts = factsOf(problem)
  const place = placeOf(problem)
  const where = place.length === 0 ? phrase`${facts}.` : phrase`. ${place}${facts}.`
  if (!wording) return phrase`${named(problem.code)}: ${counted(problem.count, 'time')}${where}`
  return phrase`${subject(wording, problem)} ${wording.what}${where} ${wording.advice}`
}

function subject(wording: Wording, {count}: ProblemCount): string {
  return wording.counted ? counted(count, wording.noun) : `The ${wording.noun}`
}

function placeOf({file, offset, count}: ProblemCount): Phrase {
  if (file === undefined) return []
  return phrase`${count > 1 ? 'First' : 'Seen'} in ${named(file)}${offset === undefined ? '' : `:${offset}`}`
}

function factsOf({facts = {}}: ProblemCount): Phrase {
  const said = Object.entries(facts).map(([fact, value]) => phrase`${named(fact)} ${named(String(value))}`)
  return said.length === 0 ? [] : phrase` (${said.flatMap((fact, index) => (index === 0 ? fact : [', ', ...fact]))})`
}

function isKnown(code: string): code is ProblemCode {
  return Object.hasOwn(WORDINGS, code)
}
