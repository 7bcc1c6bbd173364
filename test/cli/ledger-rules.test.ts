import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {compose} from '../../src/cli/composition.ts'
import {ledgerRules} from '../../src/cli/ledger-rules.ts'
import {cardJson, modelJson, rowJson} from '../core/rates/card-json.ts'
import {freshHome} from '../run-pech.ts'

test('whatever changes on the card or in the contract prices is told from the card before, so that calls without a price get theirs', () => {
  const home = freshHome()
  const env = {PECH_HOME: home}
  const fingerprint = () =>
    ledgerRules(compose({env, timezone: 'UTC', ingest: true, quiet: true, demo: false})).cardFingerprint
  const seen = [fingerprint()]
  const models = [
    [modelJson('claude-opus-9', [rowJson({from: '2026-01-01'})])],
    [modelJson('claude-opus-9', [rowJson({from: '2026-01-02'})])],
    [modelJson('claude-opus-9', [rowJson({from: '2026-01-02'})]), modelJson('claude-opus-10', [])],
  ]
  for (const list of models) {
    writeFileSync(join(home, 'rate-card.json'), JSON.stringify(cardJson(list)))
    seen.push(fingerprint())
    expect(fingerprint()).toBe(seen.at(-1))
  }
  writeFileSync(join(home, 'config.yaml'), "prices: {multiplier: '0.9'}\n")
  seen.push(fingerprint())
  expect(new Set(seen).size).toBe(5)
})
