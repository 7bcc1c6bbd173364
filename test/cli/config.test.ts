import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
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

const mistakes = fileURLToPath(new URL('../../fixtures/configs/mistakes.yaml', import.meta.url))
const full = fileURLToPath(new URL('../../fixtures/configs/full.yaml', import.meta.url))

function homeWith(config: string): string {
  const home = freshHome()
  copyFileSync(config, join(home, 'config.yaml'))
  return home
}

test('a value of the config file is told with its line, and a default as one', () => {
  const home = homeWith(full)
  const {stdout, exitCode} = runPech(['config', '--json'], {env: {PECH_HOME: home, PECH_TIMEZONE: ''}})
  const answer = JSON.parse(stdout)
  const file = join(home, 'config.yaml')
  expect([exitCode, answer.valid, answer.problems, answer.source]).toEqual([0, true, [], file])
  expect(answer.entries).toContainEqual({name: 'timezone', value: 'Asia/Kathmandu', origin: `${file}:2`})
  expect(answer.entries).toContainEqual({name: 'month_start', value: 15, origin: `${file}:3`})
  expect(answer.entries).toContainEqual({name: 'prices.multiplier', value: 0.9, origin: `${file}:15`})
  expect(answer.entries).toContainEqual({name: 'rate_limit.enabled', value: true, origin: 'default'})
  expect(answer.entries).toContainEqual({name: 'rate_card', value: 'built-in', origin: 'default'})
  expect(answer.prices).toEqual({overrides: {'claude-opus-4-8': {input: '4.50'}}})
})

test('the time zone is that of the flag, else of the environment, else of the file, else of the machine', () => {
  const zoneOf = (args: string[], env: Record<string, string>) => {
    const {stdout} = runPech(['config', '--json', ...args], {env})
    return JSON.parse(stdout).entries.find(({name}: {name: string}) => name === 'timezone')
  }
  const PECH_HOME = homeWith(full)
  expect(zoneOf(['--timezone', 'UTC'], {PECH_HOME, PECH_TIMEZONE: 'Asia/Tokyo'})).toMatchObject({value: 'UTC'})
  expect(zoneOf([], {PECH_HOME, PECH_TIMEZONE: 'Asia/Tokyo'})).toMatchObject({value: 'Asia/Tokyo'})
  expect(zoneOf([], {PECH_HOME, PECH_TIMEZONE: ''})).toMatchObject({value: 'Asia/Kathmandu'})
  const none = {PECH_HOME: freshHome(), PECH_TIMEZONE: '', TZ: 'Europe/Rome'}
  expect(zoneOf([], none)).toMatchObject({value: 'Europe/Rome', origin: 'machine'})
})

test('a setting that is not understood is told with line and column, and is exit 1 here', () => {
  const home = homeWith(mistakes)
  const {exitCode, stdout} = runPech(['config'], {env: {PECH_HOME: home}})
  expect(exitCode).toBe(1)
  expect(stdout).toContain('config.yaml:3:14: month_start: found 32, expected a whole number from 1 to 31.')
  expect(stdout).toContain('config.yaml:5:1: arm: no such setting. Did you mean arms?')
  const json = runPech(['config', '--json'], {env: {PECH_HOME: home}})
  expect(json.exitCode).toBe(1)
  const answer = JSON.parse(json.stdout)
  expect(answer.valid).toBe(false)
  expect(answer.problems).toMatchObject([{code: 'CONFIG_INVALID', count: answer.findings.length}])
  expect(answer.findings).toContainEqual({
    code: 'KEY_UNKNOWN',
    where: 'arm',
    line: 5,
    column: 1,
    message: 'no such setting. Did you mean arms?',
  })
})

test('no secret of the config file is shown', () => {
  const home = freshHome()
  const sinks = `sinks:
  - {name: hook, type: webhook, url: 'https://hooks.example.com/T0/canary', secret_env: PECH_SECRET}
  - {name: run, type: command, command: [curl, -H, 'Authorization: canary']}
  - {name: bad, type: webhook, url: 'https://x.example', secret_env: canary-itself}
`
  writeFileSync(join(home, 'config.yaml'), sinks)
  for (const args of [['config'], ['config', '--json']]) {
    const {stdout, stderr} = runPech(args, {env: {PECH_HOME: home, PECH_SECRET: 'canary'}})
    expect(stdout).toContain('https://hooks.example.com/…')
    expect(stdout + stderr).not.toContain('canary')
  }
})

test('names in the config file have no effect on a terminal', () => {
  const home = freshHome()
  writeFileSync(
    join(home, 'config.yaml'),
    'arms: [{name: "\\e[2J", path: /a}]\nstatusline: {template: "\\e]0;x\\a"}\n"\\e[1m": 1\n',
  )
  expect(runPech(['config'], {env: {PECH_HOME: home}}).stdout).not.toContain('\x1b')
})

test('the rate card, ledger and logs are told with what stands there', () => {
  const home = freshHome()
  mkdirSync(join(home, 'claude', 'projects'), {recursive: true})
  writeFileSync(join(home, 'budgets.yaml'), 'version: 1\n', {mode: 0o600})
  const {files} = JSON.parse(runPech(['config', '--json'], {env: {PECH_HOME: home}}).stdout)
  const named = (wanted: string) => files.find(({name}: {name: string}) => name === wanted)
  expect(named('ledger')).toMatchObject({kind: 'missing', bytes: null, mode: null, origin: 'PECH_HOME'})
  expect(named('budgets')).toMatchObject({kind: 'file', bytes: 11})
  expect(named('logs')).toMatchObject({kind: 'folder', path: `${join(home, 'claude')}/projects`})
})

test('the example of a config file, saved as one, is understood', () => {
  const home = freshHome()
  const {exitCode, stdout} = runPech(['config', '--example'], {env: {PECH_HOME: home}})
  expect([exitCode, stdout]).toEqual([0, expect.stringContaining('#timezone: Europe/Berlin')])
  writeFileSync(join(home, 'config.yaml'), stdout)
  expect(JSON.parse(runPech(['config', '--json'], {env: {PECH_HOME: home}}).stdout)).toMatchObject({valid: true})
})

test('a torn config file stops nothing', () => {
  const home = homeWith(fileURLToPath(new URL('../../fixtures/configs/not-yaml.yaml', import.meta.url)))
  const {exitCode, stdout} = runPech(['config'], {env: {PECH_HOME: home}})
  expect([exitCode, stdout]).toEqual([1, expect.stringContaining('config.yaml:4:5: not YAML')])
  expect(runPech(['rates', 'show'], {env: {PECH_HOME: home}}).exitCode).toBe(0)
})

test('other commands warn on stderr of what is not understood, and go on with the rest', () => {
  const home = homeWith(mistakes)
  const {exitCode, stdout, stderr} = runPech(['report', '--json', '--all'], {env: {PECH_HOME: home}})
  expect([exitCode, JSON.parse(stdout).problems]).toEqual([0, [expect.objectContaining({code: 'CONFIG_INVALID'})]])
  expect(stderr).toContain(`warning: ${join(home, 'config.yaml')}:1:10: version: found 2, expected 1.\n`)
  expect(stderr).toContain('see `pech config`\n')
  expect(runPech(['report', '--all', '--quiet'], {env: {PECH_HOME: home}})).toMatchObject({exitCode: 0, stderr: ''})
})

test('arms, roles, contract prices and the start of the month come from the file', () => {
  const home = freshHome()
  const projects = join(home, 'claude', 'projects', 'p')
  mkdirSync(projects, {recursive: true})
  const usage = {input_tokens: 1_000_000, output_tokens: 0}
  const message = {id: 'm1', model: 'claude-opus-4-8', stop_reason: 'end_turn', usage}
  const line = {type: 'assistant', uuid: 'u1', sessionId: 's1', cwd: '/srv/deep/inside', message}
  writeFileSync(join(projects, 's1.jsonl'), `${JSON.stringify({...line, timestamp: '2026-09-20T12:00:00Z'})}\n`)
  const usdBy = (config: string) => {
    writeFileSync(join(home, 'config.yaml'), config)
    const {stdout} = runPech(['report', '--json', '--by', 'arm'], {env: {PECH_HOME: home}})
    return JSON.parse(stdout).rows.map(({key, usd}: {key: {arm: string}; usd: number}) => [key.arm, usd])
  }
  expect(usdBy('month_start: 10\narms: [{name: client-x, path: "/srv/de*"}]\nprices: {multiplier: 0.5}\n')).toEqual([
    ['client-x', 2.5],
  ])
  expect(usdBy('month_start: 10\narms: [{name: client-y, path: /srv/deep}]\nprices: {multiplier: 0.5}\n')).toEqual([
    ['client-y', 2.5],
  ])
  expect(usdBy('month_start: 1\n')).toEqual([])
})
