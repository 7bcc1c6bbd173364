// What the steps share: inputs, outputs, the job's log and summary, GitHub's API.
import {randomUUID} from 'node:crypto'
import {appendFileSync, readFileSync, statSync} from 'node:fs'

/** An input of the step; the empty string when it was not given. */
export function input(name) {
  return (process.env[`PECH_ACTION_${name}`] ?? '').trim()
}

/** Sets an output. The delimiter is random, so that no value can end its own. */
export function setOutput(name, value) {
  const delimiter = `pech-${randomUUID()}`
  appendFileSync(required('GITHUB_OUTPUT'), `${name}<<${delimiter}\n${value}\n${delimiter}\n`)
}

/** Adds to the job's summary; what would make it longer than GitHub takes is left out. */
export function addToSummary(text) {
  const file = process.env.GITHUB_STEP_SUMMARY
  if (!file) return
  const used = statSync(file, {throwIfNoEntry: false})?.size ?? 0
  if (used + Buffer.byteLength(text) <= 1_048_576) appendFileSync(file, text)
}

/** Says something in the log. Nothing in it can become a workflow command. */
export function say(text) {
  const token = randomUUID()
  process.stdout.write(`::stop-commands::${token}\n${withoutCommands(text)}\n::${token}::\n`)
}

/** An annotation of ours. */
export function annotate(level, message) {
  const data = withoutCommands(message).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
  process.stdout.write(`::${level} title=pech::${data}\n`)
}

/** Ends the step: pech could not do it. */
export function fail(message) {
  annotate('error', message)
  process.exitCode = 1
}

/** The event that started the workflow; an empty object when there is none. */
export function event() {
  const file = process.env.GITHUB_EVENT_PATH
  return file ? JSON.parse(readFileSync(file, 'utf8')) : {}
}

/** Asks GitHub's API: a path of it, or a whole address. */
export async function github(path, {method = 'GET', body} = {}) {
  const headers = {
    accept: 'application/vnd.github+json',
    authorization: `Bearer ${input('TOKEN')}`,
    'user-agent': 'pech',
    'x-github-api-version': '2022-11-28',
  }
  const options = {method, headers, signal: AbortSignal.timeout(30_000)}
  if (body !== undefined) {
    headers['content-type'] = 'application/json'
    options.body = JSON.stringify(body)
  }
  const root = process.env.GITHUB_API_URL ?? 'https://api.github.com'
  const response = await fetch(path.startsWith('/') ? `${root}${path}` : path, options)
  if (!response.ok)
    throw new ApiError(response.status, `${method} ${new URL(response.url).pathname}: HTTP ${response.status}`)
  return response
}

/** GitHub said no. */
export class ApiError extends Error {
  constructor(status, message) {
    super(message)
    this.status = status
  }
}

/** `owner/name` as a path; the variable is GitHub's own. */
export function repositoryPath() {
  return `/repos/${required('GITHUB_REPOSITORY').split('/').map(encodeURIComponent).join('/')}`
}

export function required(name) {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: this runs as a step of a GitHub workflow`)
  return value
}

function withoutCommands(text) {
  return text.replaceAll('##[', '# #[')
}
