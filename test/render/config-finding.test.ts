import {expect, test} from 'vitest'
import type {SettingsFinding} from '../../src/core/config/settings-finding.ts'
import {configWarnings, settingsFindingPlace, settingsFindingText} from '../../src/render/config-finding.ts'

const finding = (code: SettingsFinding['code'], facts: SettingsFinding['facts'] = {}): SettingsFinding => ({
  code,
  where: 'arms[0].name',
  line: 3,
  column: 5,
  facts,
})

test.each([
  [finding('FILE_UNREADABLE', {reason: 'EACCES'}), 'cannot be read (EACCES), so nothing of it is in force.'],
  [
    finding('FILE_TOO_LARGE', {bytes: 2_000_000, limit: 1_048_576}),
    'has 2,000,000 bytes, expected at most 1,048,576. Nothing of it is in force.',
  ],
  [finding('FILE_NOT_UTF8'), 'is not UTF-8, so nothing of it is in force. Save it as UTF-8.'],
  [finding('YAML_INVALID', {reason: 'Bad'}), 'not YAML, so nothing of the file is in force: Bad.'],
  [
    finding('TOO_MANY_VALUES', {limit: 20_000, levels: 100}),
    'more than 20,000 values with aliases written out, or more than 100 levels. Nothing of the file is in force.',
  ],
  [finding('KEY_DUPLICATE', {firstLine: 2}), 'stands in line 2 already, which is in force. Keep one.'],
  [finding('KEY_UNKNOWN', {known: 'a, b'}), 'no such setting. Known here: a, b.'],
  [finding('KEY_UNKNOWN', {known: 'a, b', near: 'a'}), 'no such setting. Did you mean a?'],
  [finding('KEY_MISSING', {key: 'name'}), 'left out, since it has no name.'],
  [finding('VALUE_UNEXPECTED', {found: '7', expected: 'a text'}), 'found 7, expected a text.'],
  [finding('NAME_DUPLICATE', {name: 'x', firstLine: 2}), 'x stands in line 2 already. This one is left out.'],
  [
    {...finding('PRICE_REFUSED'), cause: {code: 'RATE_NOT_DECIMAL' as const, facts: {found: '"x"'}}},
    'found "x", expected a decimal as text, such as "6.25". List prices are in force instead.',
  ],
  [finding('PRICE_REFUSED'), 'List prices are in force instead.'],
])('%o in English', (one, english) => {
  expect(settingsFindingText(one)).toBe(english)
})

test('the place is written as compilers write it', () => {
  expect(settingsFindingPlace(finding('FILE_NOT_UTF8'), '~/config.yaml')).toBe('~/config.yaml:3:5: arms[0].name: ')
  const whole = {...finding('FILE_NOT_UTF8'), where: '', line: null, column: null}
  expect(settingsFindingPlace(whole, 'config.yaml')).toBe('config.yaml: ')
})

test('names out of the file have no effect on a terminal', () => {
  expect(settingsFindingText(finding('NAME_DUPLICATE', {name: '\x1b[2J', firstLine: 1}))).not.toContain('\x1b')
  expect(settingsFindingPlace({...finding('KEY_UNKNOWN'), where: '\x1b[2J'}, 'a\nb')).toMatch(/^[\x20-\x7e]+$/)
})

test('many findings are not told one by one', () => {
  const warnings = (count: number) =>
    configWarnings(
      Array.from({length: count}, () => finding('FILE_NOT_UTF8')),
      'c',
    )
  expect(warnings(0)).toEqual([])
  expect(warnings(3)).toHaveLength(3)
  expect(warnings(3)[0]).toMatch(/^warning: c:3:5: /)
  expect(warnings(20)).toHaveLength(4)
  expect(warnings(20)[3]).toBe('warning: 17 more in c: see `pech config`')
})
