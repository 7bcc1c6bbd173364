import {expect, test} from 'vitest'
import {withoutByteOrderMark} from '../../../src/core/settings/byte-order-mark.ts'

test('one mark before a text is left out, and nothing else', () => {
  expect(withoutByteOrderMark('\uFEFF{}')).toBe('{}')
  expect(withoutByteOrderMark('\uFEFF\uFEFF')).toBe('\uFEFF')
  expect(withoutByteOrderMark('a\uFEFF')).toBe('a\uFEFF')
  expect(withoutByteOrderMark('')).toBe('')
})
