import {spawnSync} from 'node:child_process'
import {chmodSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {completionScripts} from '../../src/cli/completion-scripts.ts'
import {compose} from '../../src/cli/composition.ts'
import {wordsFor} from '../../src/cli/run-completion.ts'
import {demoWorld} from '../demo-world.ts'
import {freshHome, launcher, runPech} from '../run-pech.ts'

const env = demoWorld()
runPech(['ingest'], {env})
const ports = compose({env, timezone: undefined, ingest: true, quiet: true, demo: false})
const words = (...typed: string[]) => wordsFor(ports, 'words', typed)

const folder = freshHome()
writeFileSync(join(folder, 'pech'), `#!/bin/sh\nexec '${process.execPath}' '${launcher}' "$@"\n`)
chmodSync(join(folder, 'pech'), 0o755)

/** What a shell itself prints, with pech on its PATH. */
function inShell(program: string, args: readonly string[]): string[] {
  const variables = {...env, HOME: folder, PATH: `${folder}:${process.env['PATH']}`}
  const {stdout} = spawnSync(program, args, {encoding: 'utf8', env: variables, cwd: folder})
  return stdout.split('\n').filter((line) => line !== '')
}

/** Whether a shell is installed. */
function has(program: string): boolean {
  return spawnSync(program, ['--version']).status === 0
}

test('commands, their parts, flags and the words of flags are completed', () => {
  expect(words('rep')).toEqual(['report'])
  expect(words('budget', '')).toEqual(expect.arrayContaining(['check', 'get', 'list', 'set']))
  expect(words('report', '--mo')).toEqual(expect.arrayContaining(['--model', '--month', '--month-start']))
  expect(words('report', '--sort', '')).toEqual(['usd', 'calls', 'tokens', 'key'])
  expect(words('report', '--by', 'mc')).toEqual(['mcpServer'])
  expect(words('report', '--by', 'arm,m')).toEqual(['arm,model', 'arm,mcpServer', 'arm,month'])
  expect(words('report', '--by', 'arm,a')).toEqual(['arm,agent'])
  expect(words('health', '--skip', 'budget,bu')).toEqual(['budget,burn'])
  expect(words('budget', 'set', '--window', 'we')).toEqual(['week'])
  expect(words('hook', 'Pre')).toEqual(['PreToolUse', 'PreCompact'])
  expect(words('completion', '')).toEqual(['bash', 'zsh', 'fish', 'powershell'])
  expect(words('help', 'exit')).toEqual(['exit-codes'])
  expect(words('nothing', 'like', 'this')).toEqual([])
})

test('values of the ledger and names of budgets are completed, also behind `=`', () => {
  expect(words('report', '--arm', '')).toEqual(['acme', 'globex', 'hooli', 'initech', 'northwind'])
  expect(words('report', '--arm', '""')).toEqual(['acme', 'globex', 'hooli', 'initech', 'northwind'])
  expect(words('report', '--arm=g')).toEqual(['--arm=globex'])
  expect(words('report', '--arm', '=', 'g')).toEqual(['globex'])
  expect(words('report', '--arm', '=')).toHaveLength(5)
  expect(words('report', '--model', 'claude-fable')).toEqual(['claude-fable-5-1', 'claude-fable-5-2'])
  expect(words('diff', 'feature/c')).toEqual(['feature/checkout'])
  expect(words('rates', 'show', 'claude-fable')).toEqual(['claude-fable-5-1', 'claude-fable-5-2'])
  expect(words('session', 'c57')).toEqual([expect.stringMatching(/^c5793374-/)])
  expect(words('budget', 'get', 'globex')).toEqual(['globex contract'])
})

test('two dashes at the cursor are the beginning of a flag', () => {
  const {stdout} = runPech(['completion', '--values', 'words', '--', 'report', '--'], {env})
  expect(stdout.split('\n')).toEqual(expect.arrayContaining(['--arm', '--by', '--json']))
})

test.skipIf(!has('bash'))('bash completes words and values, quoted', () => {
  const ask = `${completionScripts.bash}
    for typed in rep 'budget get globex' 'report --arm = hoo'; do
      COMP_WORDS=(pech $typed); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _pech; printf '%s\\n' "\${COMPREPLY[@]}"
    done`
  expect(inShell('bash', ['--norc', '-c', ask])).toEqual(['report', 'globex\\ contract', 'hooli'])
})

test.skipIf(!has('zsh'))('zsh completes words and values, and files where pech knows none', () => {
  const ask = `compdef() {}; compadd() { shift; print -rl -- "$@" }; _files() { print files }
    ${completionScripts.zsh}
    for typed in rep 'budget get globex' 'report --arm=hoo' 'report --output x'; do
      words=(pech \${=typed}); CURRENT=$#words; _pech
    done`
  expect(inShell('zsh', ['-f', '-c', ask])).toEqual(['report', 'globex contract', '--arm=hooli', 'files'])
})

test.skipIf(!has('fish'))('fish completes words and values, and files only where pech knows none', () => {
  const lines = ['rep', 'budget get globex', 'report --arm=hoo', 'report --sort ', 'report --output pe']
  const ask = `${completionScripts.fish}${lines.map((line) => `complete -C 'pech ${line}'`).join('\n')}`
  const sorts = ['calls', 'key', 'tokens', 'usd']
  expect(inShell('fish', ['--no-config', '-c', ask])).toEqual([
    'report',
    'globex contract',
    '--arm=hooli',
    ...sorts,
    'pech',
  ])
})

test('values come from the ledger as it is, in the time of a few starts of Node', () => {
  expect(runPech(['completion', '--values', 'arm'], {env: {...env, PECH_HOME: freshHome()}})).toMatchObject({
    exitCode: 0,
    stdout: '',
  })
  const timeOf = (args: readonly string[]) => {
    const startMs = performance.now()
    spawnSync(process.execPath, args, {env: {...env, PATH: process.env['PATH'], HOME: env.PECH_HOME}})
    return performance.now() - startMs
  }
  const runs = Array.from({length: 7}, () => {
    return {node: timeOf(['-e', '0']), values: timeOf([launcher, 'completion', '--values', 'arm'])}
  })
  const node = Math.min(...runs.map((run) => run.node))
  expect(Math.min(...runs.map(({values}) => values))).toBeLessThan(Math.max(150, node * 5))
})

test('the command prints the script of a shell; another shell is an error', () => {
  expect(runPech(['completion', 'fish'], {env}).stdout).toBe(completionScripts.fish)
  expect(runPech(['completion', 'tcsh'], {env})).toMatchObject({exitCode: 1, stdout: ''})
  for (const script of Object.values(completionScripts)) expect(script).toContain('pech completion --values words --')
})
