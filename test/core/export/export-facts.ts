import type {ExportFacts} from '../../../src/core/export/export-facts.ts'
import {worlds} from '../../../fixtures/snapshots/make-cells.ts'

/** The base world and a skill whose model has an estimate only, over the whole ledger. */
export const wholeLedger: ExportFacts = {
  generatedAtMs: Date.parse('2026-11-01T09:00:00Z'),
  problems: [],
  period: {label: 'all', fromMs: null, toMs: null, timezone: 'UTC'},
  cells: [
    ...worlds['base']!,
    ...worlds['new']!.slice(2).map((cell) => ({
      ...cell,
      key: {...cell.key, branch: 'feature', project: '/home/mira/src/harbor'},
      rate: {...cell.rate, status: 'estimated' as const, condition: 'speed=fast'},
    })),
  ],
  sessions: 7,
  budgets: [{name: 'client-x', limitPicodollars: 200_000_000_000_000n, spentPicodollars: 20_500_000_000_000n}],
  orphanCalls: 9n,
  ingestedAtMs: 1_793_523_600_500,
  rateCardVerifiedAtMs: 1_793_500_000_000,
}
