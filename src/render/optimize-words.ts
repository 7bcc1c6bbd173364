import type {Finding, FindingKind} from '../core/optimize/finding.ts'
import {compactCount, counted} from './count.ts'
import {visible} from './visible.ts'

/** What to do, what it rests on, and what must be true for it to hold. */
interface Wording {
  readonly title: (subject: Readonly<Record<string, string>>) => string
  readonly evidence: (evidence: Readonly<Record<string, number>>) => string
  readonly assumption: string
}

const calls = (count = 0) => counted(count, 'call')
const tokens = (count = 0) => `${compactCount(BigInt(count))} tokens`

const WORDINGS: Readonly<Record<FindingKind, Wording>> = {
  unread_cache_writes: {
    title: ({agent}) => `Do not cache what ${agent} never reads again`,
    evidence: (of) => `${calls(of['calls'])} wrote ${tokens(of['tokens'])} that nothing read within their lifetime.`,
    assumption:
      'Without the write the same tokens are plain input. Claude Code decides this itself; shorter runs of one step gain nothing from caching.',
  },
  shorter_cache_lifetime: {
    title: ({agent}) => `Cache for 5 minutes, not an hour, in ${agent}`,
    evidence: (of) =>
      `${calls(of['calls'])} wrote ${tokens(of['tokens'])} for an hour; few pauses were long enough to need that.`,
    assumption: 'Pauses stay as they were; what would have been written again after them is taken off.',
  },
  longer_cache_lifetime: {
    title: ({agent}) => `Cache for an hour, not 5 minutes, in ${agent}`,
    evidence: (of) =>
      `${calls(of['calls'])} wrote ${tokens(of['tokens'])} for 5 minutes, and much of it again after pauses of up to an hour.`,
    assumption: 'Pauses stay as they were; the dearer writes are taken off.',
  },
  long_pauses: {
    title: () => 'Compact, or begin anew, before a pause of more than an hour',
    evidence: (of) => `${calls(of['calls'])} after such a pause paid again for ${tokens(of['tokens'])}.`,
    assumption: 'What is carried over the pause is small. Upper limit: all that was lost.',
  },
  model_switches: {
    title: () => 'Switch models between sessions, not within',
    evidence: (of) =>
      `${calls(of['calls'])} after a switch paid again for ${tokens(of['tokens'])}: each model has a cache of its own.`,
    assumption: 'The switch could have waited. Upper limit: all that was lost.',
  },
  changed_prefixes: {
    title: () => 'Keep the beginning of prompts as it is within a session',
    evidence: (of) =>
      `${calls(of['calls'])} could not read ${tokens(of['tokens'])} that were still in the cache: tools, system prompt or history had changed.`,
    assumption: 'The change could have waited for the next session. Upper limit: all that was lost.',
  },
  long_contexts: {
    title: () => 'Compact contexts at 150,000 tokens',
    evidence: (of) =>
      `${counted(of['contexts'] ?? 0, 'context')} grew beyond that; ${calls(of['calls'])} then carried ${tokens(of['tokens'])} more than a compacted one would.`,
    assumption:
      'A compaction leaves 30,000 tokens and costs one reading of the context and a summary of 4,000 tokens, which are taken off.',
  },
  cheaper_subagent: {
    title: ({agent, model, instead}) => `Run ${agent} on ${instead} instead of ${model}`,
    evidence: (of) => `${calls(of['calls'])} answered with ${of['outputTokensPerCall'] ?? 0} tokens each on average.`,
    assumption: 'The cheaper model needs the same tokens and does it as well: try it on a few.',
  },
  large_tool_results: {
    title: ({tool}) => `Ask ${tool} for less at once`,
    evidence: (of) =>
      `${counted(of['results'] ?? 0, 'result')} made the prompt grow by ${tokens(of['tokens'])} in all.`,
    assumption: 'Of each result 10,000 tokens were needed; the rest was written once and read by every later call.',
  },
  batchable: {
    title: () => 'Send single questions of programs as a batch',
    evidence: (of) => `${calls(of['calls'])} of the SDK stand alone in their session.`,
    assumption: 'The answer can wait for up to a day; a batch costs half.',
  },
}

/** What to do. */
export function findingTitle({kind, subject}: Finding): string {
  const safe = Object.fromEntries(Object.entries(subject).map(([name, value]) => [name, visible(value)]))
  return WORDINGS[kind].title(safe)
}

/** What the log shows. */
export function findingEvidence({kind, evidence}: Finding): string {
  return WORDINGS[kind].evidence(evidence)
}

/** What must be true, which the log cannot tell. */
export function findingAssumption({kind}: Finding): string {
  return WORDINGS[kind].assumption
}
