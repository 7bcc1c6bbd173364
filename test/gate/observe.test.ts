import {appendFileSync, mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {freshHome, runPech} from '../run-pech.ts'

const SESSION = '11111111-1111-4111-8111-111111111111'
const NOW_MS = Date.UTC(2026, 10, 20, 17)

function call(id: number, outputTokens: number, atMs: number): string {
  const usage = {input_tokens: 10, output_tokens: outputTokens}
  const content = [{type: 'text', text: 'x'}]
  const message = {id: `m${id}`, model: 'claude-opus-5-5', role: 'assistant', content, stop_reason: 'end_turn', usage}
  const line = {type: 'assistant', sessionId: SESSION, uuid: `u${id}`, cwd: '/home/dev/src/shop', message}
  return `${JSON.stringify({...line, timestamp: new Date(atMs).toISOString()})}\n`
}

test('a spike among new calls is reported once by the hook, and a compaction teaches what calls cost', () => {
  const home = freshHome()
  const folder = join(home, 'claude', 'projects', 'shop')
  mkdirSync(folder, {recursive: true})
  const transcript = join(folder, `${SESSION}.jsonl`)
  const usual = Array.from({length: 260}, (_, id) => call(id, 1000 + (id % 7), NOW_MS - 3 * 86_400_000 + id * 60_000))
  writeFileSync(transcript, usual.join(''))
  const env = {
    PECH_HOME: home,
    CLAUDE_CONFIG_DIR: join(home, 'claude'),
    PECH_NOW: new Date(NOW_MS).toISOString(),
    PECH_TIMEZONE: 'UTC',
  }
  const hook = (event: string) => {
    const input = JSON.stringify({session_id: SESSION, transcript_path: transcript, cwd: '/', hook_event_name: event})
    return runPech(['hook', event], {env, input})
  }
  expect(runPech(['ingest', '--quiet'], {env}).exitCode).toBe(0) // puts down the limits
  appendFileSync(transcript, call(999, 200_000, NOW_MS - 30_000))
  expect(hook('PostToolUse').stdout).toContain('far more than usual')
  expect(hook('PostToolUse').stdout).not.toContain('far more than usual')
  expect(hook('PreCompact').exitCode).toBe(0)
  const events = runPech(['events'], {env}).stdout
  expect(events.match(/pech\.anomaly\.detected/g)).toHaveLength(1)
  expect(events).toContain('pech.learning.pattern.updated')
})
