import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {freshHome, runPech} from '../run-pech.ts'

test('pech config tells where everything is and what decided it', () => {
  const home = freshHome()
  const {stdout} = runPech(['config', '--json'], {env: {PECH_HOME: home, CLAUDE_CONFIG_DIR: '/a, /b'}})
  const answer = JSON.parse(stdout)
  expect(answer).toMatchObject({schema: 'pech/config@1', generatedAt: '2026-10-04T12:00:00.000Z', problems: []})
  expect(answer.entries).toContainEqual({name: 'ledger', value: join(home, 'ledger.db'), origin: 'PECH_HOME'})
  expect(answer.entries).toContainEqual({name: 'timezone', value: 'UTC', origin: 'PECH_TIMEZONE'})
  expect(answer.entries).toContainEqual({name: 'logs', value: '/a', origin: 'CLAUDE_CONFIG_DIR'})
  expect(answer.entries).toContainEqual({name: 'logs', value: '/b', origin: 'CLAUDE_CONFIG_DIR'})
})

test('a flag goes before the environment', () => {
  const {stdout} = runPech(['config', '--json', '--timezone', 'Asia/Tokyo'])
  expect(JSON.parse(stdout).entries).toContainEqual({name: 'timezone', value: 'Asia/Tokyo', origin: '--timezone'})
})

test('what presents may come from the environment', () => {
  expect(JSON.parse(runPech(['config'], {env: {PECH_JSON: '1'}}).stdout)).toMatchObject({schema: 'pech/config@1'})
})

test('looking leaves nothing behind', () => {
  const home = freshHome()
  runPech(['config'], {env: {PECH_HOME: join(home, 'pech'), XDG_CACHE_HOME: join(home, 'cache')}, cwd: home})
  expect(existsSync(join(home, 'pech'))).toBe(false)
})

test('--output writes what stdout would have got, and leaves no temporary file', () => {
  const home = freshHome()
  const file = join(home, 'config.json')
  const options = {env: {PECH_HOME: home}}
  const printed = runPech(['config', '--json'], options).stdout
  expect(runPech(['config', '--json', '--output', file], options)).toEqual({exitCode: 0, stdout: '', stderr: ''})
  expect(readFileSync(file, 'utf8')).toBe(printed)
  expect(readdirSync(home).filter((name) => name.endsWith('.tmp'))).toEqual([])
})

test.skipIf(process.platform === 'win32')('--output keeps the permissions of the file and follows a link', () => {
  const home = freshHome()
  mkdirSync(join(home, 'real'))
  const file = join(home, 'real', 'answer')
  writeFileSync(file, 'old')
  chmodSync(file, 0o640)
  symlinkSync(file, join(home, 'link'))
  expect(runPech(['config', '-o', join(home, 'link')], {env: {PECH_HOME: home}})).toMatchObject({exitCode: 0})
  expect(readFileSync(file, 'utf8')).toContain('ledger.db')
  expect(statSync(file).mode & 0o777).toBe(0o640)
})
