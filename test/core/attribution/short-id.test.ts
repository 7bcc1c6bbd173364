import {expect, test} from 'vitest'
import {shortId} from '../../../src/core/attribution/short-id.ts'

test('an id that is a UUID is told by its first eight digits, another one by all of them', () => {
  expect(shortId('b863921c-1b0d-493d-ad54-f37806520051')).toBe('b863921c')
  expect(['', 'b863921c', 'agent-b863921c-1b0d-493d-ad54-f37806520051'].map(shortId)).toEqual([
    '',
    'b863921c',
    'agent-b863921c-1b0d-493d-ad54-f37806520051',
  ])
})
