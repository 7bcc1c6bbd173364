import {expect, test} from 'vitest'
import {isDay} from '../../../../src/core/rates/update/is-day.ts'

test('a day is one of the calendar', () => {
  expect(['2026-02-28', '2026-02-29', '2026-2-1', 'soon', null].map(isDay)).toEqual([true, false, false, false, false])
})
