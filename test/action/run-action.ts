import {spawn} from 'node:child_process'
import {appendFileSync, mkdtempSync, readFileSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {delimiter, dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {parse} from 'yaml'

/** Steps and inputs of the action, as far as a runner looks at them. */
interface ActionFile {
  readonly inputs: Readonly<Record<string, {readonly default: string}>>
  readonly outputs: Readonly<Record<string, {readonly value: string}>>
  readonly runs: {
    readonly steps: readonly {
      readonly id: string
      readonly run: string
      readonly shell: string
      readonly env: Readonly<Record<string, string>>
      readonly uses?: string
      readonly if?: string
    }[]
  }
}

export interface ActionRun {
  /** Exit code of the first step that failed, else 0. */
  readonly exitCode: number
  readonly log: string
  readonly summary: string
  readonly outputs: Readonly<Record<string, string>>
}

const root = fileURLToPath(new URL('../../', import.meta.url))

/** The action's definition. */
export const action: ActionFile = parse(readFileSync(join(root, 'action.yml'), 'utf8'))

/**
 * Runs the steps of the action as GitHub's runner does: expressions of inputs and of earlier steps' outputs put into the environment, bash, one
 * file for outputs per step, stop at the first step that fails.
 */
export async function runAction(
  inputs: Readonly<Record<string, string>>,
  {env = {}, event = {}}: {readonly env?: Readonly<Record<string, string>>; readonly event?: object} = {},
): Promise<ActionRun> {
  const temp = mkdtempSync(join(tmpdir(), 'pech-action-'))
  const [eventFile, summaryFile] = [join(temp, 'event.json'), join(temp, 'summary.md')]
  writeFileSync(eventFile, JSON.stringify(event))
  writeFileSync(summaryFile, '')
  const steps: Record<string, Record<string, string>> = {}
  const valueOf = (text: string): string =>
    text.replace(/\$\{\{ (inputs|steps|github)\.([\w.-]+) \}\}/g, (_, kind: string, path: string) => {
      if (kind === 'github') return path === 'token' ? 'job-token' : ''
      if (kind === 'inputs') return inputs[path] ?? valueOf(action.inputs[path]?.default ?? '')
      const [step = '', , name = ''] = path.split('.')
      return steps[step]?.[name] ?? ''
    })
  let log = ''
  let exitCode = 0
  for (const {id, run, env: stepEnv} of action.runs.steps) {
    const outputFile = join(temp, `${id}.outputs`)
    appendFileSync(outputFile, '')
    const result = await runStep(run, {
      PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`,
      GITHUB_ACTION_PATH: root,
      GITHUB_EVENT_PATH: eventFile,
      GITHUB_OUTPUT: outputFile,
      GITHUB_STEP_SUMMARY: summaryFile,
      GITHUB_REPOSITORY: 'mira/harbor',
      RUNNER_TEMP: temp,
      ...env,
      ...Object.fromEntries(Object.entries(stepEnv).map(([name, text]) => [name, valueOf(text)])),
    })
    log += result.log
    steps[id] = outputsIn(readFileSync(outputFile, 'utf8'))
    exitCode = result.exitCode
    if (exitCode !== 0) break
  }
  const outputs = Object.fromEntries(Object.entries(action.outputs).map(([name, {value}]) => [name, valueOf(value)]))
  return {exitCode, log, summary: readFileSync(summaryFile, 'utf8'), outputs}
}

function runStep(script: string, env: Record<string, string>): Promise<{exitCode: number; log: string}> {
  return new Promise((resolve) => {
    const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
      env,
      cwd: env['RUNNER_TEMP'],
    })
    let log = ''
    child.stdout.on('data', (part: Buffer) => (log += part.toString()))
    child.stderr.on('data', (part: Buffer) => (log += part.toString()))
    child.on('close', (code) => resolve({exitCode: code ?? 1, log}))
  })
}

/** Reads `name<<delimiter`, lines, `delimiter`, as the runner does. */
function outputsIn(text: string): Record<string, string> {
  const outputs: Record<string, string> = {}
  const lines = text.split('\n')
  while (lines.length > 0) {
    const line = lines.shift() ?? ''
    if (line === '') continue
    const [, name, end] = /^([\w-]+)<<(pech-[0-9a-f-]{36})$/.exec(line) ?? []
    if (name === undefined || end === undefined) throw new Error(`no output: ${line}`)
    const at = lines.indexOf(end)
    outputs[name] = lines
      .splice(0, at + 1)
      .slice(0, -1)
      .join('\n')
  }
  return outputs
}
