import {spawn, spawnSync} from 'node:child_process'
import {
  closeSync,
  cpSync,
  existsSync,
  globSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import {createRequire} from 'node:module'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {freshHome, launcher, runPech} from '../run-pech.ts'

const {complaintAboutNode, compileCacheFolder, isForHookDoor} = createRequire(import.meta.url)(launcher)

test.each(['22.13.0', '22.21.1', '24.0.0', '26.10.0'])('Node %s will do', (version) => {
  expect(complaintAboutNode(version)).toBeUndefined()
})

test.each(['0.10.48', '18.20.0', '20.20.2', '22.12.0'])('Node %s is told what is needed and what to do', (version) => {
  expect(complaintAboutNode(version)).toMatch(
    /^pech: needs Node 22\.13 or newer, this is [\d.]+: install .* and try again$/,
  )
})

test('an older Node says one line on stderr and exits 1', () => {
  const disguise = join(freshHome(), 'older-node.cjs')
  writeFileSync(disguise, "Object.defineProperty(process.versions, 'node', {value: '18.20.0'})")
  const {exitCode, stdout, stderr} = runPech(['config'], {nodeArgs: ['--require', disguise]})
  expect({exitCode, stdout}).toEqual({exitCode: 1, stdout: ''})
  expect(stderr).toMatch(/^pech: needs Node 22\.13 or newer, this is 18\.20\.0: .*\n$/)
})

test('the launcher is written so that very old Nodes can read it', () => {
  expect(readFileSync(launcher, 'utf8')).not.toMatch(/=>|\b(let|const|class|async|await|import)\b |`\$|\?\?|\?\./)
})

test('a clone that is not built says how to build it', () => {
  const clone = freshHome()
  cpSync(join(launcher, '..'), join(clone, 'bin'), {recursive: true})
  const {exitCode, stdout, stderr} = runPech([], {program: join(clone, 'bin', 'pech.js')})
  expect({exitCode, stdout, stderr}).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: 'pech: is not built yet: run `npm run build`\n',
  })
})

test.skipIf(process.platform === 'win32')('the launcher works through the link that npm makes', () => {
  const link = join(freshHome(), 'pech')
  symlinkSync(launcher, link)
  expect(runPech(['--version'], {program: link})).toMatchObject({exitCode: 0})
})

test('hooks, the gate and the status line take the hook door; help on them does not', () => {
  expect(isForHookDoor(['hook', 'PreToolUse'])).toBe(true)
  expect(isForHookDoor(['statusline'])).toBe(true)
  expect(isForHookDoor(['budget', 'check', '--hook'])).toBe(true)
  expect(isForHookDoor(['budget', 'list'])).toBe(false)
  expect(isForHookDoor(['budget', 'check', '--help'])).toBe(false)
  expect(isForHookDoor([])).toBe(false)
})

test('compiled code is cached where the system keeps caches', () => {
  expect(compileCacheFolder({}, 'linux', '/home/ada')).toBe('/home/ada/.cache/pech')
  expect(compileCacheFolder({XDG_CACHE_HOME: '/cache'}, 'linux', '/home/ada')).toBe('/cache/pech')
  expect(compileCacheFolder({}, 'darwin', '/Users/ada')).toBe(join('/Users/ada', 'Library', 'Caches', 'pech'))
  expect(compileCacheFolder({LOCALAPPDATA: 'L'}, 'win32', 'H')).toBe(join('L', 'pech', 'cache'))
})

test('a cache folder that cannot be written does no harm', () => {
  const file = join(freshHome(), 'file')
  writeFileSync(file, '')
  expect(runPech(['config'], {env: {XDG_CACHE_HOME: file}})).toMatchObject({exitCode: 0, stderr: ''})
  expect(existsSync(join(file, 'pech'))).toBe(false)
})

test('hooks keep the code that their first starts compile, and what is damaged is compiled again', () => {
  const cache = freshHome()
  const start = () => runPech(['statusline'], {env: {XDG_CACHE_HOME: cache}, input: '{}'})
  const first = start()
  const folder = join(cache, 'pech')
  const [name = ''] = readdirSync(folder)
  const file = join(folder, name)
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
  expect([start(), start()]).toEqual([first, first])
  const whole = readFileSync(file)
  expect(start()).toEqual(first)
  expect(readFileSync(file).equals(whole)).toBe(true)
  // in the first copy of the code, and at the end of the second
  for (const from of [Math.floor(whole.length / 4), whole.length - 8]) {
    const damaged = Buffer.from(whole)
    damaged.fill(0xff, from, Math.min(from + 4096, whole.length))
    writeFileSync(file, damaged)
    expect(start()).toEqual(first)
    expect(readFileSync(file).equals(damaged)).toBe(false)
  }
  expect(readdirSync(folder)).toEqual([name])
})

test('a hook that reads a changed file of budgets teaches the others nothing of it', () => {
  const [home, cache] = [freshHome(), freshHome()]
  const start = () =>
    runPech(['budget', 'check', '--hook'], {env: {PECH_HOME: home, XDG_CACHE_HOME: cache}, input: '{}'})
  const kept = () => (existsSync(join(cache, 'pech')) ? readdirSync(join(cache, 'pech')).length : 0)
  writeFileSync(join(home, 'budgets.yaml'), 'version: 1\nbudgets: [{limit_usd: 5}]\n')
  expect(start()).toMatchObject({exitCode: 0, stderr: ''})
  expect(kept()).toBe(0)
  start()
  expect(kept()).toBe(1)
})

test.skipIf(!existsSync('/dev/full'))('a disk that is full is said, and is no success', () => {
  const full = openSync('/dev/full', 'w')
  const {status, stderr} = spawnSync(process.execPath, [launcher, '--help'], {
    stdio: ['ignore', full, 'pipe'],
    encoding: 'utf8',
  })
  closeSync(full)
  expect({status, stderr}).toEqual({status: 1, stderr: 'pech: ENOSPC: no space left on device, write\n'})
})

test("Node's warning about its SQLite is not the user's business; other warnings are", () => {
  const preload = join(freshHome(), 'warn.cjs')
  writeFileSync(
    preload,
    `setImmediate(() => {
  process.emitWarning('SQLite is an experimental feature and might change at any time', 'ExperimentalWarning')
  process.emitWarning('the sky is falling')
})`,
  )
  const {stderr} = runPech(['config'], {nodeArgs: ['--require', preload]})
  expect(stderr).not.toContain('SQLite')
  expect(stderr).toContain('the sky is falling')
})

test('a reader that goes away is no failure', async () => {
  const pech = spawn(process.execPath, [launcher, 'config'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {...process.env, PECH_HOME: freshHome()},
  })
  pech.stdout.destroy()
  let said = ''
  pech.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const exitCode = await new Promise((resolve) => pech.on('close', resolve))
  expect({exitCode, said}).toEqual({exitCode: 0, said: ''})
})

test('what a command compiled is kept for its next starts; what a failure compiled is not', () => {
  const cache = freshHome()
  const env = {XDG_CACHE_HOME: cache, LOCALAPPDATA: cache}
  const kept = () => globSync(join(cache, 'pech', '**', 'code-*'))
  const first = runPech(['--version'], {env})
  expect(kept()).toHaveLength(1)
  expect(runPech(['--version'], {env})).toEqual(first)
  expect(runPech(['nothing'], {env}).exitCode).toBe(1)
  expect(kept()).toHaveLength(1)
})
