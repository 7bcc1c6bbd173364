import {expect, test} from 'vitest'
import {EVENT_NAMES, eventLine} from '../../../src/core/events/event.ts'

test('an event is one line of JSON with its schema', () => {
  const line = eventLine({id: 7, atMs: 0, event: 'pech.rate_card.changed', payload: {before: 'a', after: 'b\n'}})
  expect(line).toBe(
    String.raw`{"schema":"pech/event@1","id":"7","at":"1970-01-01T00:00:00.000Z","event":"pech.rate_card.changed","payload":{"before":"a","after":"b\n"}}`,
  )
})

test('there are eight events', () => {
  expect(new Set(EVENT_NAMES).size).toBe(9)
})
