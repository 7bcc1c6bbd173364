import {expect, test} from 'vitest'
import {createScheduler, rateIn, UNPRICED} from '../../../src/core/rates/schedule.ts'
import {rowInForce} from '../../../src/core/rates/row-in-force.ts'
import {builtInCard} from './built-in-card.ts'

test('a schedule gives the row in force at every edge of time and size', () => {
  const scheduleOf = createScheduler(builtInCard)
  for (const model of builtInCard.models.values()) {
    for (const speed of [null, 'fast']) {
      const schedule = scheduleOf({model: model.id, speed, isBatch: false, isGeoUs: false})
      const edges = model.rows.flatMap((row) => [row.fromMs, row.toMs]).filter(Number.isFinite)
      for (const atMs of edges.flatMap((edge) => [edge - 1, edge, edge + 1])) {
        for (const size of [0, 1, 100_000, 100_001, 200_000, 200_001, 1_000_000]) {
          const row = rowInForce(model.rows, atMs, speed, size)
          const rate = rateIn(schedule, atMs, size)
          expect([rate.status === 'priced', rate.status === 'priced' ? rate.condition : null]).toEqual([
            row !== null,
            row === null ? null : row.condition,
          ])
        }
      }
    }
  }
})

test('without a price there is the one unpriced rate, at any time and size', () => {
  const schedule = createScheduler(builtInCard)({model: 'gpt-7', speed: 'fast', isBatch: true, isGeoUs: true})
  for (const atMs of [null, 0, Date.UTC(2027, 0, 1)]) expect(rateIn(schedule, atMs, 500_000)).toBe(UNPRICED)
})
