import {expect, test} from 'vitest'
import {useOf} from '../../../src/core/anomaly/spend-item.ts'
import {madeItem} from './made-items.ts'

test('web searches are a class of their own beside the tokens', () => {
  const item = madeItem('1', 3, 2)
  const use = useOf({...item, webSearches: 4n, cost: {...item.cost, webSearch: 40n}})
  expect(use['input']).toEqual({count: 3n, costPicodollars: 3_000_000n})
  expect(use['webSearch']).toEqual({count: 4n, costPicodollars: 40n})
})
