import {expect, test} from 'vitest'
import {readEvents} from '../../../src/io/ledger/events.ts'
import {Ledger} from '../../../src/io/ledger/ledger.ts'
import {openLedger} from '../../../src/io/ledger/open-ledger.ts'
import {plainRules} from './test-ledger.ts'

test('other prices than at the last look are an event, whoever brought them; the first ones are none', () => {
  const {database} = openLedger(':memory:')
  const follow = (cardFingerprint: string, nowMs: number) =>
    new Ledger(database, {...plainRules(), cardFingerprint}).followRules(nowMs)
  expect([follow('a', 1), follow('a', 2), follow('b', 3), follow('b', 4), follow('a', 5), follow('b', 6)]).toEqual([
    false,
    false,
    true,
    false,
    true,
    true,
  ])
  expect(readEvents(database, 0, null, 10).map(({event, atMs, payload}) => [event, atMs, payload])).toEqual([
    ['pech.rate_card.changed', 3, {before: 'a', after: 'b'}],
    ['pech.rate_card.changed', 5, {before: 'b', after: 'a'}],
    ['pech.rate_card.changed', 6, {before: 'a', after: 'b'}],
  ])
})
