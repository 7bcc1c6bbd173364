import fc from 'fast-check'
import {expect, test} from 'vitest'
import {compactCount, counted, withThousands} from '../../src/render/count.ts'
import {formatShare} from '../../src/render/share.ts'

test('counts are short from a thousand on', () => {
  const shown = [
    0n,
    999n,
    1000n,
    1234n,
    99_949n,
    999_949n,
    999_950n,
    134_912_004n,
    1_999_999_999n,
    2_500_000_000_000n,
  ].map(compactCount)
  expect(shown).toEqual(['0', '999', '1.0K', '1.2K', '99.9K', '999.9K', '1.0M', '134.9M', '2.0B', '2.5T'])
  expect(compactCount(1_234_567_000_000_000n)).toBe('1,234.6T')
})

test('a larger count is never shown as a smaller one', () => {
  const factor = {'': 1, K: 1e3, M: 1e6, B: 1e9, T: 1e12} as const
  const read = (text: string): number => {
    const [, digits = '', unit = ''] = /^([\d.]+)([KMBT]?)$/.exec(text) ?? []
    return (
      Number(digits) *
      (unit === 'K' ? factor.K : unit === 'M' ? factor.M : unit === 'B' ? factor.B : unit === 'T' ? factor.T : 1)
    )
  }
  fc.assert(
    fc.property(fc.bigInt({min: 0n, max: 10n ** 14n}), fc.bigInt({min: 0n, max: 10n ** 14n}), (a, b) => {
      const [less, more] = a < b ? [a, b] : [b, a]
      expect(read(compactCount(less))).toBeLessThanOrEqual(read(compactCount(more)))
    }),
  )
})

test('a whole count has separators, and a noun in the right number', () => {
  expect(withThousands(134_912_004n)).toBe('134,912,004')
  expect(withThousands(100n)).toBe('100')
  expect([counted(1n, 'call'), counted(0, 'call'), counted(12_345n, 'call')]).toEqual([
    '1 call',
    '0 calls',
    '12,345 calls',
  ])
})

test('a share never says all of less than all, nor nothing of something', () => {
  expect([0, 0.0001, 0.042, 0.0999, 0.734, 0.9999, 1].map(formatShare)).toEqual([
    '0%',
    '<0.1%',
    '4.2%',
    '10%',
    '73%',
    '99%',
    '100%',
  ])
  expect([null, Number.NaN].map(formatShare)).toEqual(['-', '-'])
})
