import {expect, test} from 'vitest'
import {worlds} from '../../../fixtures/snapshots/make-cells.ts'
import {addCauses, CAUSES} from '../../../src/core/diff/cause.ts'
import {explainChange} from '../../../src/core/diff/explain-change.ts'

const causesOf = (base: string, current: string) =>
  addCauses(explainChange(worlds[base]!, worlds[current]!, []).map(({causes}) => causes))

test.each(CAUSES.filter((cause) => cause !== 'gone'))('when only %s changed, only it is named', (cause) => {
  const {[cause]: named, ...others} = causesOf('base', cause)
  expect(named).not.toBe(0n)
  expect(Object.values(others)).toEqual([0n, 0n, 0n, 0n, 0n, 0n])
})

test('what is on the base side only is gone, and nothing else changed', () => {
  const {gone, ...others} = causesOf('new', 'base')
  expect(gone).toBe(-causesOf('base', 'new').new)
  expect(Object.values(others)).toEqual([0n, 0n, 0n, 0n, 0n, 0n])
})
