import fc from 'fast-check'
import {expect, test} from 'vitest'
import {isFormula, readCents, readUsd} from '../../../src/core/billing/amount.ts'

test('dollars are read as spreadsheets write them', () => {
  expect(['1234.5', '$1,234.50', ' -0.10 ', '-$2', '0'].map(readUsd)).toEqual([
    1_234_500_000_000_000n,
    1_234_500_000_000_000n,
    -100_000_000_000n,
    -2_000_000_000_000n,
    0n,
  ])
  for (const text of ['', '1e3', '1,00', '1.234,50', '€1', '=1', '12,34.5', 'NaN']) expect(readUsd(text)).toBeNull()
})

test('cents with their fractions are exact', () => {
  expect(['123.78912', '5', '-0.5'].map(readCents)).toEqual([1_237_891_200_000n, 50_000_000_000n, -5_000_000_000n])
  for (const value of ['', 'x', 5, null, '1e2', '1.12345678901']) expect(readCents(value)).toBeNull()
})

test('a formula is what a spreadsheet would compute; a negative amount is none', () => {
  expect(['=1', '+1', '@x', '-cmd', '\t1'].every(isFormula)).toBe(true)
  expect(['-1.50', '-$2', '-.5', 'x', ''].some(isFormula)).toBe(false)
  fc.assert(fc.property(fc.string(), (text) => void [readUsd(text), readCents(text), isFormula(text)]))
})
