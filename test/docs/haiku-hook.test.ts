import {spawnSync} from 'node:child_process'
import {chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {delimiter, join} from 'node:path'
import {expect, test} from 'vitest'
import {root} from '../../scripts/bundles.ts'
import {freshHome, launcher, runPech} from '../run-pech.ts'

const snippet = (document: string) => /^```js\n([\s\S]*?)^```$/m.exec(readFileSync(join(root, document), 'utf8'))?.[1]

test.skipIf(process.platform === 'win32')(
  'the hook of the README sends subagents to Haiku from 80 % on, and leaves others as they are',
  () => {
    const home = freshHome()
    cpSync(join(root, 'fixtures/demo/pech'), home, {recursive: true})
    const env = {
      PECH_HOME: home,
      CLAUDE_CONFIG_DIR: join(root, 'fixtures/demo/claude'),
      PECH_NOW: '2026-11-20T17:00:00Z',
    }
    expect(runPech(['ingest'], {env})).toMatchObject({exitCode: 0})
    const folder = join(home, 'bin')
    mkdirSync(folder)
    writeFileSync(join(folder, 'pech'), `#!/bin/sh\nexec '${process.execPath}' '${launcher}' "$@"\n`)
    chmodSync(join(folder, 'pech'), 0o755)
    writeFileSync(join(home, 'haiku-at-80.mjs'), snippet('README.md') ?? '')
    const answerIn = (client: string) => {
      const input = {
        session_id: 'a',
        transcript_path: join(home, 'a.jsonl'),
        cwd: `/home/demo/clients/${client}`,
        hook_event_name: 'PreToolUse',
        tool_name: 'Agent',
        tool_input: {prompt: 'look', subagent_type: 'Explore'},
        tool_use_id: 'b',
      }
      const {stdout, status} = spawnSync(process.execPath, [join(home, 'haiku-at-80.mjs')], {
        input: JSON.stringify(input),
        encoding: 'utf8',
        env: {...env, PATH: `${folder}${delimiter}${process.env['PATH']}`},
      })
      expect(status).toBe(0)
      return stdout === '' ? null : JSON.parse(stdout)
    }
    expect(answerIn('acme/shop')).toBeNull()
    expect(answerIn('globex/api')).toEqual({
      hookSpecificOutput: {
        hookEventName: 'PreToolUse',
        permissionDecision: 'allow',
        updatedInput: {prompt: 'look', subagent_type: 'Explore', model: 'haiku'},
      },
    })
  },
)

test('the sink of the guide sets the model of the next sessions from 80 % on, and keeps other settings', () => {
  const home = freshHome()
  const settings = join(home, 'settings.json')
  writeFileSync(settings, '{"theme": "dark"}')
  writeFileSync(join(home, 'cheaper.mjs'), snippet('docs/guides/personal-budget.md') ?? '')
  const modelAfter = (threshold: number) => {
    const input = JSON.stringify({payload: {budget: 'mine', threshold}})
    const env = {PATH: process.env['PATH'], CLAUDE_CONFIG_DIR: home}
    expect(spawnSync(process.execPath, [join(home, 'cheaper.mjs')], {input, env}).status).toBe(0)
    return JSON.parse(readFileSync(settings, 'utf8'))
  }
  expect(modelAfter(0.5)).toEqual({theme: 'dark'})
  expect(modelAfter(0.8)).toEqual({theme: 'dark', model: 'haiku'})
})
