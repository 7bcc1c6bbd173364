import {execFileSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {DEFAULT_CONFIG} from '../../../src/core/config/default-config.ts'
import {textHash} from '../../../src/core/log/text-hash.ts'
import {CACHE_FORMAT} from '../../../src/io/config/config-cache.ts'
import {loadConfig} from '../../../src/io/config/load-config.ts'

function world(text?: string | Uint8Array) {
  const folder = mkdtempSync(join(tmpdir(), 'pech-config-'))
  const paths = {config: join(folder, 'config.yaml'), dataFolder: join(folder, 'data')}
  mkdirSync(paths.dataFolder)
  if (text !== undefined) writeFileSync(paths.config, text)
  return paths
}

const cacheFolder = ({dataFolder}: {dataFolder: string}) => join(dataFolder, 'cache')
const fixture = (name: string) => readFileSync(new URL(`../../../fixtures/configs/${name}`, import.meta.url), 'utf8')

test('a missing file is fine', () => {
  expect(loadConfig(world())).toEqual({
    config: DEFAULT_CONFIG,
    findings: [],
    places: new Map(),
    source: null,
    fingerprint: '',
  })
  const notInAFolder = {...world('x'), config: join(world('x').config, 'config.yaml')}
  expect(loadConfig(notInAFolder)).toMatchObject({source: null, findings: []})
})

test('what is kept of a file is what the file says', () => {
  for (const name of ['full.yaml', 'mistakes.yaml', 'not-yaml.yaml', 'twice.yaml']) {
    const paths = world(fixture(name))
    const first = loadConfig(paths)
    expect(readdirSync(cacheFolder(paths))).toEqual([`config-${first.fingerprint}.json`])
    expect(loadConfig(paths)).toEqual(first)
    expect(first.source).toBe(paths.config)
  }
})

test.skipIf(process.platform === 'win32')('what is kept is for its owner only', () => {
  const paths = world('timezone: UTC')
  const {fingerprint} = loadConfig(paths)
  expect(statSync(cacheFolder(paths)).mode & 0o777).toBe(0o700)
  expect(statSync(join(cacheFolder(paths), `config-${fingerprint}.json`)).mode & 0o777).toBe(0o600)
})

test('YAML is read once per change', () => {
  const paths = world('timezone: UTC')
  const {fingerprint} = loadConfig(paths)
  const file = join(cacheFolder(paths), `config-${fingerprint}.json`)
  writeFileSync(file, readFileSync(file, 'utf8').replace('"timezone":"UTC"', '"timezone":"Asia/Tokyo"'))
  expect(loadConfig(paths).config.timezone).toBe('Asia/Tokyo')
  writeFileSync(paths.config, 'timezone: Europe/Rome')
  const changed = loadConfig(paths)
  expect(changed.config.timezone).toBe('Europe/Rome')
  expect(readdirSync(cacheFolder(paths))).toEqual([`config-${changed.fingerprint}.json`])
})

test.each(['', '{}', 'null', '[', '{"format":1}', '\0'])('damaged to %j, the copy is made anew', (damage) => {
  const paths = world('timezone: UTC')
  const first = loadConfig(paths)
  const file = join(cacheFolder(paths), `config-${first.fingerprint}.json`)
  const sound = readFileSync(file, 'utf8')
  writeFileSync(file, damage)
  expect(loadConfig(paths)).toEqual(first)
  expect(readFileSync(file, 'utf8')).toBe(sound)
})

test('a copy by another version of pech, of Node, or of another text with the same fingerprint does not count', () => {
  const paths = world('timezone: UTC')
  const {fingerprint} = loadConfig(paths)
  const file = join(cacheFolder(paths), `config-${fingerprint}.json`)
  const changed = readFileSync(file, 'utf8').replace('"timezone":"UTC"', '"timezone":"Asia/Tokyo"')
  for (const [from, to] of [
    [`"format":${CACHE_FORMAT}`, '"format":0'],
    [process.version, 'v1.0.0'],
    ['timezone: UTC', 'timezone: GMT'],
  ] as const) {
    expect(changed).toContain(from)
    writeFileSync(file, changed.replace(from, to))
    expect(loadConfig(paths).config.timezone).toBe('UTC')
  }
})

test('without a ledger folder, nothing is kept and everything works', () => {
  const paths = {...world('timezone: UTC'), dataFolder: join(tmpdir(), 'pech-no-such-folder')}
  expect(loadConfig(paths)).toMatchObject({config: {timezone: 'UTC'}, findings: []})
})

test('where the cache folder is a file, everything works', () => {
  const paths = world('timezone: UTC')
  writeFileSync(cacheFolder(paths), 'mine')
  expect(loadConfig(paths)).toMatchObject({config: {timezone: 'UTC'}})
  expect(readFileSync(cacheFolder(paths), 'utf8')).toBe('mine')
})

test('a byte order mark is skipped', () => {
  expect(loadConfig(world('\uFEFFtimezone: UTC'))).toMatchObject({config: {timezone: 'UTC'}, findings: []})
})

test('a file that is too large, not UTF-8 or no file leaves the defaults in force and says so', () => {
  const folder = world()
  mkdirSync(folder.config)
  const code = (paths: Parameters<typeof loadConfig>[0]) => {
    const {config, findings, source} = loadConfig(paths)
    expect([config, source]).toEqual([DEFAULT_CONFIG, paths.config])
    return findings.map((finding) => finding.code)
  }
  expect(code(world('#'.repeat(1024 * 1024 + 1)))).toEqual(['FILE_TOO_LARGE'])
  expect(code(world(new Uint8Array([0x61, 0x3a, 0x20, 0xff])))).toEqual(['FILE_NOT_UTF8'])
  expect(code(folder)).toEqual(['FILE_UNREADABLE'])
})

test.skipIf(process.platform === 'win32')('a pipe is not waited for, and a link in a circle does no harm', () => {
  const pipe = world()
  execFileSync('sh', ['-c', 'mkfifo "$0"', pipe.config])
  expect(loadConfig(pipe).findings).toMatchObject([{code: 'FILE_UNREADABLE'}])
  const circle = world()
  symlinkSync(circle.config, circle.config)
  expect(loadConfig(circle).findings).toMatchObject([{code: 'FILE_UNREADABLE', facts: {reason: 'ELOOP'}}])
})

test('no bytes make it throw, and a second look says the same', () => {
  fc.assert(
    fc.property(fc.uint8Array({maxLength: 300}), (bytes) => {
      const paths = world(bytes)
      expect(loadConfig(paths)).toEqual(loadConfig(paths))
    }),
    {numRuns: 100},
  )
})

test('whoever changes what a file is understood as raises CACHE_FORMAT', () => {
  const understood = ['full.yaml', 'mistakes.yaml', 'twice.yaml'].map((name) => {
    const {config, findings, places} = loadConfig(world(fixture(name)))
    return [config, findings, [...places]]
  })
  // When the second number must change, so must the first, by one.
  expect([CACHE_FORMAT, textHash(JSON.stringify(understood))]).toMatchInlineSnapshot(`
    [
      1,
      419974907176714,
    ]
  `)
})
