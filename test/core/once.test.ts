import {expect, test} from 'vitest'
import {once} from '../../src/core/once.ts'

test('what is put off is made when it is first asked for, and only then', () => {
  let made = 0
  const count = once(() => ++made)
  expect(made).toBe(0)
  expect([count(), count()]).toEqual([1, 1])
  expect(made).toBe(1)
})

test('what cannot be made is tried again', () => {
  let tries = 0
  const second = once(() => {
    if (++tries === 1) throw new RangeError('not yet')
    return 'made'
  })
  expect(second).toThrow(RangeError)
  expect(second()).toBe('made')
})
