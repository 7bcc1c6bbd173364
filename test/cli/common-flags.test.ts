import {expect, test} from 'vitest'
import {commonFlagsOf, speaksUnicode, wantsColor, wantsJson} from '../../src/cli/common-flags.ts'

test('--json goes before --format, and a table is the default', () => {
  expect(commonFlagsOf({json: true, format: 'csv'}).format).toBe('json')
  expect(commonFlagsOf({format: 'csv'}).format).toBe('csv')
  expect(commonFlagsOf({format: 'xml'}).format).toBe('table')
  expect(commonFlagsOf({})).toEqual({
    format: 'table',
    output: undefined,
    quiet: false,
    strict: false,
    ingest: true,
    timezone: undefined,
    demo: false,
  })
})

test.each([
  [['report', '--json'], {}, true],
  [['report', '--format', 'json'], {}, true],
  [['report', '--format=json'], {}, true],
  [['report', '--format', 'csv'], {PECH_FORMAT: 'json'}, false],
  [['report'], {PECH_FORMAT: 'json'}, true],
  [['report'], {PECH_JSON: '1'}, true],
  [['report'], {PECH_JSON: '0'}, false],
  [['report', '--', '--json'], {}, false],
  [['report', 'json'], {}, false],
])('failures of %j with %j go out as JSON: %s', (argv, env, json) => {
  expect(wantsJson(argv, env)).toBe(json)
})

test.each([
  [{}, true, true],
  [{}, false, false],
  [{NO_COLOR: '1', FORCE_COLOR: '1'}, true, false],
  [{NO_COLOR: ''}, true, true],
  [{FORCE_COLOR: '1'}, false, true],
  [{FORCE_COLOR: '0'}, true, false],
  [{TERM: 'dumb'}, true, false],
])('with %j, on a terminal: %s, colour: %s', (env, isTerminal, color) => {
  expect(wantsColor(env, isTerminal)).toBe(color)
})

test.each([
  [{LANG: 'en_US.UTF-8'}, 'linux', true],
  [{LC_ALL: 'C', LANG: 'en_US.UTF-8'}, 'linux', false],
  [{LC_CTYPE: 'C.utf8'}, 'linux', true],
  [{}, 'linux', false],
  [{}, 'darwin', true],
  [{}, 'win32', false],
  [{WT_SESSION: '1'}, 'win32', true],
])('with %j on %s, lines may be drawn: %s', (env, platform, unicode) => {
  expect(speaksUnicode(env, platform)).toBe(unicode)
})
