import type {DigestFacts} from '../../../src/core/digest/digest.ts'

const USD = 1_000_000_000_000n
const span = (label: string, from: string, to: string) => {
  return {label, fromMs: Date.parse(from), toMs: Date.parse(to), timezone: 'UTC'}
}

/** A morning in November: four budgets, two anomalies, a forecast, a bill. */
export const digestFacts: DigestFacts = {
  generatedAtMs: Date.parse('2026-11-20T06:30:00Z'),
  problems: [],
  yesterday: {
    period: span('2026-11-19', '2026-11-19T00:00:00Z', '2026-11-20T00:00:00Z'),
    costPicodollars: 31n * USD,
    calls: 412n,
    arms: [{arm: 'client-x', costPicodollars: 31n * USD}],
  },
  month: {
    period: span('2026-11', '2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z'),
    costPicodollars: 260n * USD,
    calls: 5120n,
    arms: [
      {arm: 'home', costPicodollars: 10n * USD},
      {arm: 'client-x', costPicodollars: 230n * USD},
      {arm: 'a', costPicodollars: 20n * USD},
    ],
  },
  budgets: [
    {name: 'team', spentPicodollars: 260n * USD, limitPicodollars: 300n * USD, state: 'near'},
    {name: 'client-x', spentPicodollars: 230n * USD, limitPicodollars: 200n * USD, state: 'over'},
    {name: 'same', spentPicodollars: 0n, limitPicodollars: 0n, state: 'ok'},
    {name: 'nothing', spentPicodollars: USD, limitPicodollars: 0n, state: 'over'},
  ],
  anomalies: [
    {name: 'session 5f1c', atMs: Date.parse('2026-11-19T11:00:00Z'), usd: 9, expectedUsd: 1.2, cause: null},
    {name: 'session 77aa', atMs: null, usd: 40, expectedUsd: 2, cause: 'a prompt of 900,000 tokens'},
  ],
  forecast: {pointUsd: 390, lowUsd: 340, highUsd: 470, level: 0.9, calibration: 'calibrated'},
  reconciled: {
    period: span('2026-10', '2026-10-01T00:00:00Z', '2026-11-01T00:00:00Z'),
    estimatedPicodollars: 200n * USD,
    billedPicodollars: 250n * USD,
  },
  mergedChanges: {count: 13, costPicodollars: 260n * USD},
  peers: [{peer: 'laptop', hourPicodollars: 0n, dayPicodollars: 2n * USD, weekPicodollars: 9n * USD}],
}
