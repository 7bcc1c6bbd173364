import fc from 'fast-check'
import {expect, test} from 'vitest'
import {textHash} from '../../../src/core/log/text-hash.ts'

test('a hash is a whole number below 2^53, the same for the same text', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const hash = textHash(text)
      expect(Number.isSafeInteger(hash) && hash >= 0).toBe(true)
      expect(textHash(`${text}`)).toBe(hash)
    }),
  )
})

test('a hundred thousand similar texts have as many hashes', () => {
  expect(new Set(Array.from({length: 100_000}, (_, index) => textHash(`msg_${index}`))).size).toBe(100_000)
})
