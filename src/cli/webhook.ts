import {Flags} from '@oclif/core'
import type {Answer, Reported} from '../core/answer.ts'
import type {Sink} from '../core/config/config.ts'
import {EXIT} from '../core/exit.ts'
import {PechError} from '../core/problem.ts'
import type {Report} from '../core/report/report.ts'
import {hostName} from '../core/sinks/host-name.ts'
import {projectName} from '../core/snapshot/project-name.ts'
import type {Composition} from './composition.ts'
import {failureAsText} from './failure.ts'
import {jsonText} from './finish.ts'

/** `--webhook` for answers that can be pushed. */
export const webhookFlag = Flags.string({
  description: 'Post the answer there too, as JSON, by the rules of sinks.',
  helpValue: 'URL',
})

/**
 * Posts an answer before it is shown. A push that fails is exit 1, and nothing is shown then; but a gate that says no
 * stays exit 2, whoever could not be told.
 *
 * @param json - The answer as `--json` prints it.
 */
export async function push<Pushed extends Reported>(
  ports: Composition,
  {url, event}: {readonly url: string | undefined; readonly event: string},
  {report, exitCode}: Answer<Pushed>,
  json: (report: Pushed) => object | string | Promise<object | string>,
): Promise<void> {
  if (url === undefined) return
  const problems = report.problems.map(({code, count}) => ({code, count}))
  const answer = await json({...report, problems})
  try {
    await postJson(ports, url, {event, body: typeof answer === 'string' ? answer : jsonText(answer)})
  } catch (error) {
    if (exitCode !== EXIT.gateSaysNo || !(error instanceof PechError)) throw error
    process.stderr.write(failureAsText(error))
  }
}

/** Posts a report: of projects the last folder's name only. */
export function pushReport(
  ports: Composition,
  url: string | undefined,
  report: Report,
  json: (report: Report) => object | string | Promise<object | string>,
): Promise<void> {
  return push(ports, {url, event: 'pech.report'}, {report: reportForOthers(report)}, json)
}

function reportForOthers(report: Report): Report {
  const rows = report.rows.map((row) => {
    const {key, call} = row
    return {
      ...row,
      ...(key.project === undefined ? {} : {key: {...key, project: projectName(key.project)}}),
      ...(call === undefined ? {} : {call: {...call, project: projectName(call.project)}}),
    }
  })
  return {...report, rows}
}

const TIMEOUT_SECONDS = 30

/**
 * Posts JSON to an address by the rules of sinks: no redirects, no private addresses but those that a sink of the config
 * allows; signed with the secret of the sink of the same address.
 *
 * @throws PechError when it was not taken.
 */
export async function postJson(
  ports: Composition,
  url: string,
  {event: name, body}: {readonly event: string; readonly body: string},
): Promise<void> {
  const isAddress = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
  if (!isAddress)
    throw new PechError('USAGE', `--webhook ${url}: no web address`, 'give one such as https://example.org/hook')
  const {sinks} = ports.config.config
  const webhooks = sinks.filter((sink): sink is Extract<Sink, {type: 'webhook'}> => sink.type === 'webhook')
  const own = webhooks.find((sink) => sink.url === url)
  const secretEnv = own?.secretEnv ?? null
  const secret = secretEnv === null ? null : (ports.settings.env[secretEnv] ?? '')
  if (secret === '')
    throw new PechError('WEBHOOK_FAILED', `${secretEnv} is not set`, 'it holds the secret of this sink')
  const allowPrivate = webhooks.flatMap((sink) => sink.allowPrivate)
  const common = {name: 'webhook', events: [], secretEnv, timeoutSeconds: own?.timeoutSeconds ?? TIMEOUT_SECONDS}
  const atMs = ports.clock()
  const event = {id: 0, atMs, event: name, payload: null}
  // loaded when used: it brings HTTP with it
  const {postEvent} = await import('../io/sinks/post-event.ts')
  const delivery = await postEvent({...common, type: 'webhook', url, allowPrivate}, {event, body, secret, atMs})
  if (delivery.kind === 'delivered') return
  const {host, hostname} = new URL(url)
  const hint =
    delivery.reason === 'private address'
      ? `nothing was sent; a sink in config.yaml with allow_private: [${hostName(hostname)}] allows it`
      : 'it was tried once; run it again to retry'
  throw new PechError('WEBHOOK_FAILED', `${host} did not take it: ${delivery.reason}`, hint)
}
