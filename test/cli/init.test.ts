import {spawnSync} from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import {dirname, join} from 'node:path'
import {expect, test} from 'vitest'
import {freshHome, launcher, runPech} from '../run-pech.ts'

/** A world with Claude Code's settings; null: none. */
function world(settings: string | Uint8Array | null) {
  const home = freshHome()
  const path = join(home, 'claude', 'settings.json')
  mkdirSync(dirname(path), {recursive: true})
  if (settings !== null) writeFileSync(path, settings)
  const init = (...args: string[]) => runPech(['init', ...args], {env: {PECH_HOME: home}})
  const read = () => (existsSync(path) ? readFileSync(path, 'utf8') : null)
  return {home, path, init, read, folder: () => readdirSync(dirname(path)).toSorted()}
}

test.each([
  ['no file', null],
  ['an empty file', ''],
  ['odd indentation and CRLF', '{\r\n     "model": "opus",\r\n "env":\t{ }\r\n  }\r\n\r\n'],
  [
    "another's hooks and status line",
    '{\n\t"hooks": {\n\t\t"PreToolUse": [{"matcher": "Bash", "hooks": [{"type": "command", "command": "guard"}]}]\n\t},\n\t"statusLine": {"type": "command", "command": "mine"}\n}',
  ],
])('init, init again, init --uninstall on %s leave every byte as it was', (_, settings) => {
  const {init, read, folder} = world(settings)
  const first = init('--yes', '--statusline')
  expect([first.exitCode, first.stderr]).toEqual([0, ''])
  const installed = read()
  expect(JSON.parse(installed!).hooks.PreToolUse.at(-1).hooks[0]).toEqual({
    type: 'command',
    command: process.execPath,
    args: [launcher, 'hook', 'PreToolUse'],
    timeout: 5,
  })
  expect(init('--yes').stdout).toContain('Nothing to do')
  expect(read()).toBe(installed)
  expect(init('--uninstall', '--yes').exitCode).toBe(0)
  expect(read()).toBe(settings)
  expect(folder()).toEqual(settings === null ? [] : ['settings.json'])
})

test('where nobody can be asked, it says what it would do, changes nothing and exits 1', () => {
  const {init, read} = world('{}')
  const {exitCode, stdout} = init()
  expect(exitCode).toBe(1)
  expect(stdout).toContain('+  "hooks": {')
  expect(stdout).toContain('add --yes')
  expect(read()).toBe('{}')
})

test.each([2, undefined])('keys in the settings are not shown, however the file is laid out', (indent) => {
  const canary = String.raw`sk-canary\"-7`
  const env = {ANTHROPIC_API_KEY: canary, AWS_BEARER_TOKEN_BEDROCK: canary, ANTHROPIC_CUSTOM_HEADERS: canary}
  const {init} = world(JSON.stringify({model: 'opus', env}, null, indent))
  for (const args of [['--print'], ['--print', '--json'], ['--yes'], ['--uninstall', '--print']]) {
    const {stdout, stderr} = init(...args)
    expect(stdout + stderr).not.toContain('canary')
    expect(stdout).toContain('…')
  }
})

test('--print says what it would do and exits 0', () => {
  const {init, read} = world('{}')
  expect(init('--print')).toMatchObject({exitCode: 0, stderr: ''})
  expect(read()).toBe('{}')
  const {exitCode, stdout} = init('--print', '--json')
  expect(exitCode).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    schema: 'pech/init@1',
    generatedAt: '2026-10-04T12:00:00.000Z',
    problems: [],
    action: 'install',
    state: 'planned',
    changes: [{kind: 'settings', change: 'edited'}],
  })
})

test.each([
  ['{\n  "model": "opus",\n}', ':3:1: expected a name in double quotes, found "}"'],
  ['{ // mine\n}', ':1:3: expected a name in double quotes'],
  ['{"hooks": {"Stop": {}}}', ':1:20: expected a list, found "{}}}"'],
  [Uint8Array.of(0x7b, 0xff, 0x7d), 'it is not UTF-8'],
])('settings that are none (%j) are named with their place and left alone', (settings, words) => {
  const {init, path, folder} = world(settings)
  for (const args of [['--yes'], ['--yes', '--uninstall']]) {
    const {exitCode, stderr, stdout} = init(...args)
    expect([exitCode, stdout]).toEqual([1, ''])
    expect(stderr).toContain(words)
    expect(stderr).toContain('nothing was changed')
  }
  expect(readFileSync(path)).toEqual(Buffer.from(settings))
  expect(folder()).toEqual(['settings.json'])
})

test("another's status line is kept, and that is said", () => {
  const {init, read} = world('{"statusLine": {"type": "command", "command": "mine"}}')
  expect(init('--yes').stdout).toContain('Your own status line stays')
  expect(JSON.parse(read()!).statusLine.command).toBe('mine')
})

test('only with --fail-closed does a failing gate stop the work', () => {
  const {init, read} = world(null)
  init('--yes', '--gate-prompts')
  expect(read()).not.toContain('onFailure')
  expect(JSON.parse(read()!).hooks.UserPromptSubmit[0].hooks[0].args.slice(1)).toEqual(['budget', 'check', '--hook'])
  init('--yes', '--fail-closed', '--no-statusline')
  expect(JSON.parse(read()!).hooks.PreToolUse[0].hooks[0].onFailure).toBe('block')
  expect(read()).not.toContain('statusLine')
  expect(read()).not.toContain('UserPromptSubmit')
})

test.each([
  ['--project', 'settings.json'],
  ['--local', 'settings.local.json'],
])('%s writes .claude/%s of the folder it runs in', (flag, name) => {
  const home = freshHome()
  expect(runPech(['init', flag, '--yes'], {cwd: home, env: {PECH_HOME: home}}).exitCode).toBe(0)
  expect(readdirSync(join(home, '.claude'))).toEqual([name])
})

test('two places at once are refused', () => {
  expect(world(null).init('--project', '--local').exitCode).toBe(1)
})

test.skipIf(process.platform === 'win32')(
  'permissions and links stay; what is kept beside is for the user alone',
  () => {
    const {init, path, home} = world(null)
    const target = join(home, 'dotfiles.json')
    writeFileSync(target, '{"env": {"TOKEN": "x"}}')
    chmodSync(target, 0o640)
    symlinkSync(target, path)
    expect(init('--yes').exitCode).toBe(0)
    expect(readFileSync(target, 'utf8')).toContain('PreToolUse')
    expect(statSync(target).mode & 0o777).toBe(0o640)
    expect(statSync(`${path}.pech-backup`).mode & 0o777).toBe(0o600)
  },
)

test('a folder in the place of the file is an error', () => {
  const {init, path} = world(null)
  mkdirSync(path)
  expect(init('--yes')).toMatchObject({exitCode: 1, stdout: ''})
})

test('--timer systemd writes a service and a timer, shows them, and --uninstall removes them', () => {
  const {init, home} = world('{}')
  const units = join(home, '.config', 'systemd', 'user')
  const {stdout, exitCode} = init('--yes', '--timer', 'systemd')
  expect(exitCode).toBe(0)
  expect(stdout).toContain('+Persistent=true')
  expect(stdout).toContain('systemctl --user enable --now pech-health.timer')
  expect(readdirSync(units).toSorted()).toEqual(['pech-health.service', 'pech-health.timer'])
  expect(readFileSync(join(units, 'pech-health.service'), 'utf8')).toContain(`Environment=PECH_HOME=${home}`)
  expect(init('--yes', '--timer', 'systemd').stdout).toContain('Nothing to do')
  expect(init('--yes', '--uninstall').stdout).toContain('systemctl --user disable --now pech-health.timer')
  expect(readdirSync(units)).toEqual([])
})

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0

test.skipIf(!hasSystemd)('systemd finds nothing wrong with the units', () => {
  const {init, home} = world(null)
  init('--yes', '--timer', 'systemd')
  const units = join(home, '.config', 'systemd', 'user')
  const files = ['pech-health.service', 'pech-health.timer'].map((name) => join(units, name))
  const {status, stdout, stderr} = spawnSync('systemd-analyze', ['verify', '--user', ...files], {
    encoding: 'utf8',
    env: {PATH: process.env['PATH'], HOME: home, XDG_RUNTIME_DIR: home},
  })
  const own = `${stdout}${stderr}`.split('\n').filter((line) => line.includes('pech'))
  expect({status, own}).toEqual({status: 0, own: []})
  const calendar = spawnSync('systemd-analyze', ['calendar', '*-*-* *:17:00'], {encoding: 'utf8'})
  expect(calendar.status).toBe(0)
})

test('--timer launchd writes an agent', () => {
  const {init, home} = world('{}')
  expect(init('--yes', '--timer', 'launchd').stdout).toContain('launchctl bootstrap gui/$(id -u)')
  expect(readFileSync(join(home, 'Library', 'LaunchAgents', 'dev.pech.health.plist'), 'utf8')).toContain('--notify')
})

test.skipIf(process.platform === 'win32')(
  '--timer cron puts one line into the crontab, beside others, and takes it out',
  () => {
    const {home} = world('{}')
    const table = join(home, 'table')
    const program = `#!/bin/sh\ncase "$1" in\n-l) if [ -f '${table}' ]; then cat '${table}'; else echo 'no crontab for me' >&2; exit 1; fi;;\n-r) rm '${table}';;\n-) cat > '${table}';;\nesac\n`
    writeFileSync(join(home, 'crontab'), program, {mode: 0o755})
    const env = {PECH_HOME: home, PATH: `${home}:${process.env['PATH']}`}
    const init = (...args: string[]) => runPech(['init', '--yes', '--timer', 'cron', ...args], {env})
    expect(init().exitCode).toBe(0)
    const line = readFileSync(table, 'utf8')
    expect(line).toMatch(/^17 \* \* \* \* .* health --notify --quiet >\/dev\/null # pech health\n$/)
    expect(init().stdout).toContain('Nothing to do')
    init('--uninstall')
    expect(existsSync(table)).toBe(false)
    writeFileSync(table, '@daily backup\n')
    init()
    expect(readFileSync(table, 'utf8')).toBe(`@daily backup\n${line}`)
    init('--uninstall')
    expect(readFileSync(table, 'utf8')).toBe('@daily backup\n')
  },
)

test('without a crontab program, that is an error with a way on', () => {
  const {home, read} = world('{}')
  const env = {PECH_HOME: home, PATH: home}
  const {exitCode, stderr} = runPech(['init', '--yes', '--timer', 'cron'], {env})
  expect(exitCode).toBe(1)
  expect(stderr).toContain('hint: add the line that --print shows')
  const shown = runPech(['init', '--print', '--timer', 'cron'], {env})
  expect(shown.exitCode).toBe(0)
  expect(shown.stdout).toMatch(/\n\+\d+ \* \* \* \* .+health --notify/)
  expect(read()).toBe('{}')
})

test('several folders: the first one is changed, and the others are named', () => {
  const {home, path, read} = world('{}')
  const env = {PECH_HOME: home, CLAUDE_CONFIG_DIR: `${dirname(path)},/other/claude`}
  expect(runPech(['init', '--yes'], {env}).stdout).toContain('not /other/claude')
  expect(read()).toContain('PreToolUse')
})

const hasScript = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0

test.skipIf(!hasScript).each([
  ['y', 0, 'Written.', true],
  ['n', 1, 'Nothing was written.', false],
])('on a terminal it shows the changes and asks; with the answer %s: exit %s', (answer, exitCode, words, isWritten) => {
  const {home, read} = world('{}')
  const command = `'${process.execPath}' '${launcher}' init`
  const {status, stdout} = spawnSync('script', ['-qec', command, '/dev/null'], {
    encoding: 'utf8',
    input: `${answer}\n`,
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      PECH_HOME: home,
      CLAUDE_CONFIG_DIR: join(home, 'claude'),
      TERM: 'dumb',
    },
  })
  expect(status).toBe(exitCode)
  expect(stdout.split('+  "hooks": {').length).toBe(2)
  expect(stdout).toMatch(/^Write this into .*settings.*\.json\? \[y\/N\]/m)
  expect(stdout).toContain(words)
  expect(read() !== '{}').toBe(isWritten)
})

test('every hook that is written runs, and lets the work go on', () => {
  const {init, home, read} = world(null)
  init('--yes', '--gate-prompts')
  const {hooks, statusLine} = JSON.parse(read()!)
  const env = {PATH: process.env['PATH'], HOME: home, PECH_HOME: home, CLAUDE_CONFIG_DIR: join(home, 'claude')}
  for (const [event, groups] of Object.entries<[{hooks: [{command: string; args: string[]}]}]>(hooks)) {
    const [{command, args}] = groups[0].hooks
    const input = JSON.stringify({session_id: 's', transcript_path: '/none', cwd: home, hook_event_name: event})
    const {status, stderr} = spawnSync(command, args, {encoding: 'utf8', input, env})
    expect({event, status, stderr}).toEqual({event, status: 0, stderr: ''})
  }
  const line = spawnSync(statusLine.command, {shell: true, encoding: 'utf8', input: '{}', env})
  expect({status: line.status, stderr: line.stderr}).toEqual({status: 0, stderr: ''})
})
