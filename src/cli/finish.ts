import type {Answer, Reported} from '../core/answer.ts'
import {EXIT, type ExitCode} from '../core/exit.ts'
import {PechError} from '../core/problem.ts'
import {writeAtomically} from '../io/write-atomically.ts'
import type {Format} from './global-flags.ts'

/** What a rendering may depend on besides the report. */
export interface Screen {
  readonly columns: number
  readonly color: boolean
  /** IANA name of the zone that times are shown in; undefined is the machine's. */
  readonly timezone: string | undefined
}

type Rendering = string | Uint8Array
type Renderer<Report> = (report: Report, screen: Screen) => Rendering | Promise<Rendering>

/** How a report becomes bytes, one function per format that the command offers. */
export interface Renderers<Report> {
  readonly table: Renderer<Report>
  /** The whole JSON object, `schema` included. */
  readonly json: (report: Report) => object
  readonly csv?: Renderer<Report>
  readonly markdown?: Renderer<Report>
  readonly html?: Renderer<Report>
  readonly pdf?: Renderer<Report>
}

/** What the common flags say about writing an answer. */
export interface Presentation {
  readonly format: Format
  readonly output: string | undefined
  readonly quiet: boolean
  readonly strict: boolean
  readonly screen: Screen
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
  if (presentation.output === undefined) process.stdout.write(bytes)
  else writeAtomically(presentation.output, bytes)
  if (!presentation.quiet) for (const note of answer.notes ?? []) process.stderr.write(`${note}\n`)
  const exitCode = answer.exitCode ?? EXIT.ok
  return presentation.strict && exitCode === EXIT.ok && answer.report.problems.length > 0 ? EXIT.couldNot : exitCode
}

async function render<Report>(
  report: Report,
  renderers: Renderers<Report>,
  {format, output, screen}: Presentation,
): Promise<Rendering> {
  if (format === 'json') return jsonText(renderers.json(report))
  const renderer = renderers[format]
  if (renderer === undefined) throw new PechError('FORMAT_UNSUPPORTED', `this answer has no ${format} form`)
  if (format === 'pdf' && output === undefined) {
    throw new PechError('USAGE', 'a PDF needs a file to be written to', 'add --output FILE')
  }
  return renderer(report, output === undefined ? screen : {...screen, color: false})
}

/** JSON as every command prints it. */
export function jsonText(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`
}
