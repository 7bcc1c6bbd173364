import fc from 'fast-check'
import {expect, test} from 'vitest'
import {withOptionalValues} from '../../src/cli/optional-values.ts'

test.each([
  [
    ['report', '--month'],
    ['report', '--month=current'],
  ],
  [
    ['report', '--month', '--json'],
    ['report', '--month=current', '--json'],
  ],
  [
    ['report', '--month', '2026-10', '--json'],
    ['report', '--month=2026-10', '--json'],
  ],
  [
    ['report', '--month=2026-09'],
    ['report', '--month=2026-09'],
  ],
  [
    ['diff', '--month', 'base.json', 'now.json'],
    ['diff', '--month=current', 'base.json', 'now.json'],
  ],
  [
    ['report', '--day', 'yesterday'],
    ['report', '--day=yesterday'],
  ],
  [
    ['report', '--day', '--by', 'model'],
    ['report', '--day=current', '--by', 'model'],
  ],
  [
    ['report', '--week', '2026-10-04'],
    ['report', '--week=2026-10-04'],
  ],
  [
    ['report', '--week', '2026-10'],
    ['report', '--week=current', '2026-10'],
  ],
  [
    ['session', '--session', 'abc'],
    ['session', '--session=abc'],
  ],
  [
    ['report', '--session', '-q'],
    ['report', '--session=latest', '-q'],
  ],
  [
    ['report', '--session'],
    ['report', '--session=latest'],
  ],
  [
    ['report', '--hour', '--month'],
    ['report', '--hour', '--month=current'],
  ],
  [
    ['ingest', '--', '--month', '--session'],
    ['ingest', '--', '--month', '--session'],
  ],
  [
    ['report', '--months'],
    ['report', '--months'],
  ],
])('%j is read as %j', (argv, normalised) => {
  expect(withOptionalValues(argv)).toEqual(normalised)
})

const argument = fc.oneof(
  fc.constantFrom(
    '--session',
    '--day',
    '--week',
    '--month',
    '--json',
    '--',
    '2026-10',
    '2026-10-04',
    'today',
    '--month=2026-10',
    'constructor',
  ),
  fc.string(),
)

test('arguments that are read twice are read the same', () => {
  fc.assert(
    fc.property(fc.array(argument), (argv) => {
      expect(withOptionalValues(withOptionalValues(argv))).toEqual(withOptionalValues(argv))
    }),
  )
})

test('no argument is lost: each stands alone, or joined to its flag', () => {
  fc.assert(
    fc.property(fc.array(argument), (argv) => {
      const parts = (list: readonly string[]) => list.join('=').replaceAll(/=(current|latest)(?==|$)/g, '')
      expect(parts(withOptionalValues(argv))).toBe(parts(argv))
    }),
  )
})

test('no flag with an optional value is left bare before --', () => {
  fc.assert(
    fc.property(fc.array(argument), (argv) => {
      const normalised = withOptionalValues(argv)
      const end = normalised.indexOf('--')
      const flags = end === -1 ? normalised : normalised.slice(0, end)
      expect(flags.filter((flag) => /^--(session|day|week|month)$/.test(flag))).toEqual([])
    }),
  )
})
