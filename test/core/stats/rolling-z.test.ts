import {expect, test} from 'vitest'
import {rollingZ} from '../../../src/core/stats/rolling-z.ts'

test('$0.20 after thirty alternating $0.10 and $0.12 is nine deviations up (known figure of the pech seed)', () => {
  const before = Array.from({length: 30}, (_, index) => (index % 2 === 0 ? 0.1 : 0.12))
  expect(rollingZ([...before, 0.2]).at(-1)).toBeCloseTo(9, 9)
})

test('29 earlier values are too few, and thirty equal ones tell no deviation', () => {
  const equal = new Array<number>(30).fill(0.1)
  expect(rollingZ([...equal.slice(1), 5]).at(-1)).toBeNull()
  expect(rollingZ([...equal, 5]).at(-1)).toBeNull()
})
