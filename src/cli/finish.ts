import type {Answer, Reported} from '../core/answer.ts'
import {EXIT, type ExitCode} from '../core/exit.ts'
import {PechError} from '../core/problem.ts'
import {writeAtomically} from '../io/write-atomically.ts'
import {writeJson} from '../render/json.ts'
import type {RenderOptions} from '../render/options.ts'
import {problemsAsText} from '../render/trouble.ts'
import {wantsColor} from './common-flags.ts'
import type {Format} from './format.ts'
import {showPaged} from './pager.ts'

type Rendering = string | Uint8Array
type Renderer<Report> = (report: Report, options: RenderOptions) => Rendering | Promise<Rendering>

/** How a report becomes bytes, one function per format that the command offers. */
export type Renderers<Report> = Readonly<Partial<Record<Exclude<Format, 'table' | 'json'>, Renderer<Report>>>> & {
  readonly table: Renderer<Report>
  /** The whole JSON object, `schema` included, or its text. */
  readonly json: (report: Report) => object | string | Promise<object | string>
}

/** What the common flags say about writing an answer. */
export interface Presentation {
  readonly format: Format
  readonly output: string | undefined
  readonly quiet: boolean
  readonly strict: boolean
  readonly renderOptions: RenderOptions
}

/** Writes an answer to stdout or a file and its notes to stderr. Returns the exit code. */
export async function finish<Report extends Reported>(
  answer: Answer<Report>,
  renderers: Renderers<Report>,
  presentation: Presentation,
): Promise<ExitCode> {
  const rendering = await render(answer.report, renderers, presentation)
  const bytes =
    typeof rendering === 'string' && rendering !== '' && !rendering.endsWith('\n') ? `${rendering}\n` : rendering
  const {output, format} = presentation
  if (output !== undefined) writeAtomically(output, bytes)
  else if (format !== 'table' || typeof bytes !== 'string' || !showPaged(bytes, process.stdout, process.env)) {
    process.stdout.write(bytes)
  }
  return conclude(answer, presentation)
}

/** Writes an answer's notes and problems to stderr. Returns the exit code. */
export function conclude(answer: Answer<Reported>, {quiet, strict}: Pick<Presentation, 'quiet' | 'strict'>): ExitCode {
  if (!quiet) talk(answer)
  const exitCode = answer.exitCode ?? EXIT.ok
  return strict && exitCode === EXIT.ok && answer.report.problems.length > 0 ? EXIT.couldNot : exitCode
}

/** Notes and problems, in words, on stderr: the answer on stdout stays clean. */
function talk({report, notes = []}: Answer<Reported>): void {
  const untold = report.problems.filter((problem) => !isTold(problem, notes))
  const problems = problemsAsText(untold, wantsColor(process.env, process.stderr.isTTY))
  process.stderr.write(notes.map((note) => `${note}\n`).join('') + problems)
}

/** Whether the notes have already said, line by line, what is wrong with the config file. */
function isTold({code, file = ''}: Reported['problems'][number], notes: readonly string[]): boolean {
  const name = file.split(/[/\\]/).at(-1) ?? ''
  return code === 'CONFIG_INVALID' && notes.some((note) => note.startsWith('warning: ') && note.includes(name))
}

async function render<Report>(
  report: Report,
  renderers: Renderers<Report>,
  {format, output, renderOptions}: Presentation,
): Promise<Rendering> {
  if (format === 'json') {
    const json = await renderers.json(report)
    return typeof json === 'string' ? json : jsonText(json)
  }
  const renderer = renderers[format]
  if (renderer === undefined) throw new PechError('FORMAT_UNSUPPORTED', `this answer has no ${format} form`)
  if (format === 'pdf' && output === undefined) {
    throw new PechError('USAGE', 'a PDF needs a file to be written to', 'add --output FILE')
  }
  return renderer(report, renderOptions)
}

/** JSON as every command prints it. `value` holds no bigint. */
export function jsonText(value: object): string {
  return writeJson(JSON.parse(JSON.stringify(value)))
}
