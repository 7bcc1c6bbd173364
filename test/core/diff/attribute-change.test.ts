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

test.each([
  ['had', 'lost'],
  ['lost', 'had'],
])('a group that %s a prompt and %s it changed in size, not in its cache', (before, _after) => {
  const [cell] = worlds['base']!
  const none = {...cell!.tokens, input: 0n, cacheRead: 0n, cacheWrite5m: 0n, cacheWrite1h: 0n}
  const [base, current] = before === 'had' ? [cell!.tokens, none] : [none, cell!.tokens]
  const change = explainChange([{...cell!, tokens: base}], [{...cell!, tokens: current}], [])
  const {size, ...others} = addCauses(change.map(({causes}) => causes))
  expect(size).not.toBe(0n)
  expect(Object.values(others)).toEqual([0n, 0n, 0n, 0n, 0n, 0n])
})

test('a group without a prompt on either side is explained by its output', () => {
  const [cell] = worlds['base']!
  const tokens = {...cell!.tokens, input: 0n, cacheRead: 0n, cacheWrite5m: 0n, cacheWrite1h: 0n}
  const more = {...tokens, output: tokens.output * 2n}
  const change = explainChange([{...cell!, tokens}], [{...cell!, tokens: more}], [])
  expect(addCauses(change.map(({causes}) => causes)).size).toBe(tokens.output * cell!.rate.vector.output)
})

test('what is on the base side only is gone, and nothing else changed', () => {
  const {gone, ...others} = causesOf('new', 'base')
  expect(gone).toBe(-causesOf('base', 'new').new)
  expect(Object.values(others)).toEqual([0n, 0n, 0n, 0n, 0n, 0n])
})
