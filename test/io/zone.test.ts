import {existsSync, mkdtempSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {spawnSync} from 'node:child_process'
import {fileURLToPath} from 'node:url'
import {expect, test} from 'vitest'
import {machineZone} from '../../src/io/zone.ts'
import {awkwardZones} from '../core/time/zones.ts'

const module = fileURLToPath(new URL('../../src/io/zone.ts', import.meta.url))
const offsets = fileURLToPath(new URL('../../src/core/time/zone-source.ts', import.meta.url))
const hasZoneFiles = existsSync('/usr/share/zoneinfo/Europe/Berlin')

function linkTo(target: string): string {
  const link = join(mkdtempSync(join(tmpdir(), 'pech-test-')), 'localtime')
  symlinkSync(target, link)
  return link
}

test.skipIf(!hasZoneFiles)("TZ goes before the link of the system's clock", () => {
  const link = linkTo('/usr/share/zoneinfo/Asia/Tokyo')
  expect(machineZone({TZ: 'Europe/Berlin'}, link)).toBe('Europe/Berlin')
  expect(machineZone({TZ: ':America/Argentina/Ushuaia'}, link)).toBe('America/Argentina/Ushuaia')
  expect(machineZone({TZ: ''}, link)).toBe('Asia/Tokyo')
  expect(machineZone({}, linkTo('/var/db/timezone/zoneinfo/Europe/Paris'))).toBe('Europe/Paris')
})

test('all names of UTC are UTC', () => {
  expect(machineZone({}, linkTo('/usr/share/zoneinfo/Etc/UTC'))).toBe('UTC')
  expect(machineZone({TZ: 'Zulu'})).toBe('UTC')
})

test('where neither names a zone, Intl does', () => {
  const known = new Intl.DateTimeFormat().resolvedOptions().timeZone
  const file = join(mkdtempSync(join(tmpdir(), 'pech-test-')), 'localtime')
  writeFileSync(file, '')
  for (const link of [file, linkTo('/usr/share/zoneinfo/posix/Asia/Tokyo'), linkTo('/nowhere')]) {
    expect(machineZone({}, link)).toBe(known)
  }
  expect(machineZone({TZ: 'Europe/../../../../etc/passwd'})).toBe(known)
})

/** In a process of its own, since a process lives in one zone: offsets before and after it moved there, and whether Intl was asked. */
const program = `
import {zoneSource} from ${JSON.stringify(offsets)}
import {liveInZone} from ${JSON.stringify(module)}
const [zone, other] = process.argv.slice(1)
const moments = Array.from({length: 3500}, (_, index) => Date.UTC(2001, 0) + index * 345_600_000 + 1234)
const exact = new Intl.DateTimeFormat('en-US', {timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric'})
const expected = moments.map((at) => {
  const [month, day, year, hour, minute, second] = exact.format(at).match(/\\d+/g).map(Number)
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000
})
const Format = Intl.DateTimeFormat
let asked = 0
Intl.DateTimeFormat = class extends Format { constructor(...args) { super(...args); asked++ } }
liveInZone(zone)
if (other) liveInZone(other)
const wrong = moments.filter((at, index) => zoneSource(zone)(at) !== expected[index])
console.log(JSON.stringify({wrong, asked, tz: process.env.TZ ?? null}))
`

function livingIn(...zones: string[]): unknown {
  const {TZ: _, ...env} = process.env
  const {stdout} = spawnSync(process.execPath, ['--input-type=module', '-e', program, ...zones], {
    encoding: 'utf8',
    env,
  })
  return JSON.parse(stdout)
}

test.skipIf(!hasZoneFiles).each(awkwardZones)('a process that lives in %s knows its offsets as Intl does', (zone) => {
  expect(livingIn(zone)).toMatchObject({wrong: []})
})

test.skipIf(!hasZoneFiles)('a process lives in one zone and asks Intl nothing about it; about others it does', () => {
  expect(livingIn('Europe/Berlin', 'Asia/Tokyo')).toEqual({wrong: [], asked: 0, tz: 'Europe/Berlin'})
  expect(livingIn('Africa/Abidjan')).toEqual({wrong: [], asked: 1, tz: null})
  expect(livingIn('europe/berlin')).toEqual({wrong: [], asked: 1, tz: null})
})
