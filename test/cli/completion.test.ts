import {spawnSync} from 'node:child_process'
import {chmodSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {demoWorld} from '../demo-world.ts'
import {freshHome, launcher, runPech} from '../run-pech.ts'

const env = demoWorld()
runPech(['ingest'], {env})

const bash = spawnSync('bash', ['--version']).status === 0

/** What bash would offer behind these words, the last of which is at the cursor. */
function inBash(...typed: string[]): string[] {
  const folder = freshHome()
  const program = join(folder, 'pech')
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${launcher}' "$@"\n`)
  chmodSync(program, 0o755)
  const script = `eval "$(pech completion bash)"; COMP_WORDS=(pech "$@"); COMP_CWORD=$#; _pech; printf '%s\\n' "\${COMPREPLY[@]}"`
  const variables = {...env, HOME: folder, PATH: `${folder}:${process.env['PATH']}`}
  const {stdout} = spawnSync('bash', ['-c', script, 'bash', ...typed], {encoding: 'utf8', env: variables})
  return stdout.split('\n').filter((line) => line !== '')
}

test.skipIf(!bash)('bash completes commands, their parts, flags and the words of flags', () => {
  expect(inBash('rep')).toEqual(['report'])
  expect(inBash('budget', '')).toEqual(expect.arrayContaining(['check', 'get', 'list', 'set']))
  expect(inBash('report', '--mo')).toEqual(expect.arrayContaining(['--model', '--month', '--month-start']))
  expect(inBash('report', '--sort', '')).toEqual(['usd', 'calls', 'tokens', 'key'])
  expect(inBash('report', '--by', 'mc')).toEqual(['mcpServer'])
  expect(inBash('completion', '')).toEqual(['bash', 'zsh', 'fish', 'powershell'])
  expect(inBash('help', 'exit')).toEqual(['exit-codes'])
  expect(inBash('nothing', 'like', 'this')).toEqual([])
})

test.skipIf(!bash)('bash completes values of the ledger and names of budgets, quoted', () => {
  expect(inBash('report', '--arm', '')).toEqual(['acme', 'globex', 'hooli', 'initech', 'northwind'])
  expect(inBash('report', '--model', 'claude-fable')).toEqual(['claude-fable-5-1', 'claude-fable-5-2'])
  expect(inBash('session', 'c57')).toEqual([expect.stringMatching(/^c5793374-/)])
  expect(inBash('budget', 'get', 'globex')).toEqual(['globex\\ contract'])
})

test('values come from the ledger as it is, in less than three starts of Node', () => {
  expect(runPech(['completion', '--values', 'arm'], {env: {...env, PECH_HOME: freshHome()}})).toMatchObject({
    exitCode: 0,
    stdout: '',
  })
  const times = (args: readonly string[]) => {
    const all = Array.from({length: 5}, () => {
      const startMs = performance.now()
      spawnSync(process.execPath, args, {env: {...env, PATH: process.env['PATH'], HOME: env.PECH_HOME}})
      return performance.now() - startMs
    })
    return Math.min(...all)
  }
  const node = times(['-e', '0'])
  expect(times([launcher, 'completion', '--values', 'arm'])).toBeLessThan(Math.max(150, node * 4))
})

test.each(['bash', 'zsh', 'fish', 'powershell'])(
  'the script for %s is there, and another shell is an error',
  (shell) => {
    expect(runPech(['completion', shell], {env}).stdout).toContain('pech completion --values words --')
    expect(runPech(['completion', 'tcsh'], {env})).toMatchObject({exitCode: 1, stdout: ''})
  },
)
