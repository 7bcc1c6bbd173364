import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {PechError} from '../core/problem.ts'
import {readBudgets} from '../io/budgets/budgets-file.ts'
import {knownValues} from '../io/ledger/known-values.ts'
import {visible} from '../render/visible.ts'
import {completionScripts} from './completion-scripts.ts'
import {completionOf, SHELLS, typedWords, VALUE_KINDS, type KnownCommand} from './completion-words.ts'
import type {CommonFlags} from './common-flags.ts'
import type {Composition} from './composition.ts'
import {jsonText} from './finish.ts'
import {helpTopics} from './help.ts'
import {packageRoot} from './package-root.ts'
import {printLines} from './print-lines.ts'

/** Prints the script for a shell, or the words that it asks for. */
export async function runCompletion(
  ports: Composition,
  values: string | undefined,
  argv: readonly string[],
  {format, output}: Pick<CommonFlags, 'format' | 'output'>,
): Promise<void> {
  if (values !== undefined) return printLines(wordsFor(ports, values, argv), undefined)
  const shell = SHELLS.find((name) => name === argv[0])
  if (shell === undefined)
    throw new PechError(
      'USAGE',
      argv[0] === undefined ? 'SHELL is missing' : `no completion for ${argv[0]}`,
      `give one of ${SHELLS.join(', ')}`,
    )
  const script = completionScripts[shell]
  const answer = {
    schema: 'pech/completion@1',
    generatedAt: new Date(ports.clock()).toISOString(),
    problems: [],
    shell,
    script,
  }
  await printLines([format === 'json' ? jsonText(answer) : script], output)
}

/**
 * What may stand at the cursor, or the values of a kind.
 *
 * @param values - `words`, or a kind.
 * @param argv - For `words`: what is typed behind `pech`; the last one is at the cursor.
 */
export function wordsFor(ports: Composition, values: string, argv: readonly string[]): string[] {
  if (values !== 'words') return valuesOf(ports, values)
  const {commands} = manifest()
  const {typed, prefix} = typedWords(argv)
  const {words, kind} = completionOf(typed, commands, Object.keys(helpTopics))
  const known = kind === null ? [] : valuesOf(ports, kind)
  return [...words, ...known]
    .filter((word) => word.startsWith(typed.at(-1) ?? '') && visible(word) === word)
    .map((word) => prefix + word)
}

function valuesOf(ports: Composition, kind: string): string[] {
  if (kind === 'budget') return readBudgets(ports.paths.budgets).budgets.rules.map(({name}) => name)
  if (VALUE_KINDS.some((known) => known === kind)) return knownValues(ports.paths.ledger, kind)
  throw new PechError('USAGE', `no values of the kind ${kind}`, `give words or one of ${VALUE_KINDS.join(', ')}`)
}

function manifest(): {commands: Record<string, KnownCommand>} {
  return JSON.parse(readFileSync(join(packageRoot(), 'oclif.manifest.json'), 'utf8'))
}
