import type {CallFacts, CacheSummary, Report, SessionList, SessionReport} from '../../src/core/report/report.ts'
import type {Totals} from '../../src/core/report/totals.ts'
import type {RenderOptions} from '../../src/render/options.ts'

/** Totals without any call. */
export const noTotals: Totals = {
  costPicodollars: 0n,
  costByClass: {input: 0n, output: 0n, cacheRead: 0n, cacheWrite5m: 0n, cacheWrite1h: 0n, webSearch: 0n},
  calls: 0n,
  sessions: 0,
  tokens: {input: 0n, output: 0n, cacheRead: 0n, cacheWrite5m: 0n, cacheWrite1h: 0n},
  webSearches: 0n,
  estimated: {costPicodollars: 0n, calls: 0n, models: []},
  unpriced: {calls: 0n, tokens: 0n, models: []},
  lowerBound: {calls: 0n, missingOutputTokens: 0n, costPicodollars: 0n},
  cache: {hitRatio: null, readSavingsPicodollars: 0n},
}

/** A cache that nobody used. */
export const noCache: CacheSummary = {
  hitRatio: null,
  readSavingsPicodollars: 0n,
  unreadWrites: {tokens: 0n, costPicodollars: 0n},
  netBenefitPicodollars: 0n,
}

const usefulCache: CacheSummary = {
  hitRatio: 0.9431,
  readSavingsPicodollars: 3_412_550_000_000_000n,
  unreadWrites: {tokens: 1_934_000n, costPicodollars: 12_310_000_000_000n},
  netBenefitPicodollars: 3_210_000_000_000_000n,
}

/** Totals of an amount, with tokens and classes that go with it. */
export function totalsOf(costPicodollars: bigint, calls = 1n, output = costPicodollars / 100_000_000n): Totals {
  const cacheRead = (costPicodollars * 4n) / 10n
  const cacheWrite5m = (costPicodollars * 3n) / 10n
  return {
    ...noTotals,
    costPicodollars,
    costByClass: {...noTotals.costByClass, cacheRead, cacheWrite5m, output: costPicodollars - cacheRead - cacheWrite5m},
    calls,
    sessions: 1,
    tokens: {
      input: output / 7n,
      output,
      cacheRead: output * 180n,
      cacheWrite5m: output * 9n,
      cacheWrite1h: output * 2n,
    },
    cache: {hitRatio: 0.9431, readSavingsPicodollars: costPicodollars * 3n},
  }
}

/** What parts are together; `sessions` is taken as given. */
export function sumOf(parts: readonly Totals[], sessions = parts.length): Totals {
  const sum = (amount: (totals: Totals) => bigint): bigint => parts.reduce((all, part) => all + amount(part), 0n)
  const {costByClass, tokens} = noTotals
  return {
    ...noTotals,
    costPicodollars: sum((part) => part.costPicodollars),
    costByClass: {
      ...costByClass,
      output: sum((part) => part.costByClass.output),
      cacheRead: sum((part) => part.costByClass.cacheRead),
      cacheWrite5m: sum((part) => part.costByClass.cacheWrite5m),
    },
    calls: sum((part) => part.calls),
    sessions,
    tokens: {
      ...tokens,
      input: sum((part) => part.tokens.input),
      output: sum((part) => part.tokens.output),
      cacheRead: sum((part) => part.tokens.cacheRead),
      cacheWrite5m: sum((part) => part.tokens.cacheWrite5m),
      cacheWrite1h: sum((part) => part.tokens.cacheWrite1h),
    },
    cache: {hitRatio: 0.9431, readSavingsPicodollars: sum((part) => part.cache.readSavingsPicodollars)},
  }
}

const november = {
  label: '2026-11',
  fromMs: Date.UTC(2026, 9, 31, 23),
  toMs: Date.UTC(2026, 10, 30, 23),
  timezone: 'Europe/Berlin',
}

/** A report whose rows are the given keys and amounts; what `left` holds was left out by `--top`. */
export function reportOf(
  by: Report['by'],
  rows: readonly (readonly [key: Report['rows'][number]['key'], cost: bigint])[],
  left: readonly bigint[] = [],
): Report {
  const all = sumOf(
    [...rows.map(([, cost]) => cost), ...left].map((cost) => totalsOf(cost, cost / 110_000_000_000n + 1n)),
    87,
  )
  return {
    generatedAtMs: Date.UTC(2026, 10, 15, 10),
    period: november,
    by,
    filters: [],
    totals: all,
    rows: rows.map(([key, cost]) => ({
      key,
      share: all.costPicodollars > 0n ? Number(cost) / Number(all.costPicodollars) : null,
      totals: totalsOf(cost, cost / 110_000_000_000n + 1n),
    })),
    omittedRows: left.length,
    orphans: {calls: 31n, rate: 0.0123, costPicodollars: 3_400_000_000_000n},
    cache: usefulCache,
    problems: [
      {
        code: 'USAGE_REFUSED',
        count: 3,
        file: '/home/ada/.claude/projects/x/a.jsonl',
        offset: 12_345,
        facts: {field: 'output_tokens'},
      },
    ],
  }
}

const cents = 10_000_000_000n

const modelCosts = reportOf(
  ['model'],
  [
    [{model: 'claude-opus-5'}, 90_012n * cents],
    [{model: 'claude-sonnet-4-6'}, 24_840n * cents],
    [{model: 'claude-haiku-4-5'}, 6_022n * cents],
    [{model: 'claude-fable-1'}, 3_200_000_000n],
  ],
)

/** A month by model, with everything that a reader must be warned of. */
export const byModel: Report = {
  ...modelCosts,
  totals: {
    ...modelCosts.totals,
    unpriced: {calls: 14n, tokens: 1_203_445n, models: ['claude-zephyr-9', 'gpt-oss']},
    estimated: {calls: 12n, costPicodollars: 1_204_000_000_000n, models: ['claude-zephyr-9']},
    lowerBound: {calls: 412n, missingOutputTokens: 1_203_400n, costPicodollars: 30_085_000_000_000n},
  },
}

/** Two dimensions, long paths, wide letters, and rows left out by `--top`. */
export const byProject: Report = reportOf(
  ['project', 'model'],
  [
    [{project: '/home/ada/work/clients/acme/billing-gateway', model: 'claude-opus-5'}, 41_212n * cents],
    [{project: '/home/ada/src/日本語プロジェクト', model: 'claude-sonnet-4-6'}, 24_840n * cents],
    [{project: '/srv/builds/agent-sandbox/a-rather-long-name/checkout', model: 'claude-opus-5'}, 2_582n * cents],
    [{project: 'unknown', model: '(none)'}, 32n],
  ],
  [200n * cents, 140n * cents],
)

function callOf(index: number, session = '3f2a1b9c-1111-4222-8333-444455556666'): CallFacts {
  return {
    id: `msg_${index}`,
    atMs: index === 4 ? null : Date.UTC(2026, 10, 14, 9, 12, 5) + index * 777_000,
    session,
    model: index % 3 === 0 ? 'claude-opus-5' : 'claude-haiku-4-5',
    agent: index % 4 === 3 ? 'code-reviewer' : 'main',
    skill: index % 5 === 2 ? 'release-notes' : '(none)',
    tools: [['Bash', 'Read'], ['Edit'], [], ['mcp__playwright__browser_click', 'Read']][index % 4] ?? [],
    project: '/home/ada/src/pech',
  }
}

const callCosts = [1602n * cents, 210n * cents, 41n * cents, 4_200_000_000n, 320_000n]

const callTotals = callCosts.map((cost) => totalsOf(cost, 1n, 569n + cost / 10_000_000_000n))

/** `--last 5`. */
export const lastCalls: Report = {
  ...byModel,
  by: [],
  totals: sumOf(callTotals, 1),
  rows: callTotals.map((totals, index) => ({key: {call: `msg_${index}`}, share: null, totals, call: callOf(index)})),
  omittedRows: 0,
}

const facts = {
  id: '3f2a1b9c-1111-4222-8333-444455556666',
  title: 'Fix the flaky checkout test',
  project: '/home/ada/work/clients/acme/web',
  arm: 'acme',
  branch: 'fix/flaky-checkout',
  startedAtMs: Date.UTC(2026, 10, 14, 9, 12, 5),
  endedAtMs: Date.UTC(2026, 10, 14, 11, 26),
  models: ['claude-opus-5', 'claude-haiku-4-5'],
}

const allPriced = {estimatedPicodollars: 0n, unpricedCalls: 0n}

const sessionTotals = sumOf([...callTotals, totalsOf(820n * cents, 110n)], 1)

/** One session with calls left out. */
export const oneSession: SessionReport = {
  generatedAtMs: Date.UTC(2026, 10, 15, 10),
  session: facts,
  totals: sessionTotals,
  cache: usefulCache,
  percentiles: {p50: 4n * cents, p90: 41n * cents, p99: 210n * cents},
  calls: callTotals.map((totals, index) => ({
    rank: index + 1,
    share: Number(totals.costPicodollars) / Number(sessionTotals.costPicodollars),
    facts: callOf(index),
    totals,
  })),
  omittedCalls: 110,
  prompts: [120n, 1830n, 20n, 440n].map((cost, index) => ({
    index: index + 1,
    id: `prompt-${index}`,
    atMs: Date.UTC(2026, 10, 14, 9, 12 + index * 17),
    calls: BigInt(index * 9 + 2),
    costPicodollars: cost * cents,
    estimatedPicodollars: 0n,
    unpricedCalls: 0n,
  })),
  subagents: [
    {agentId: 'a1b2c3d4e5f60718', agent: 'Explore', calls: 13n, costPicodollars: 80n * cents, ...allPriced},
    {agentId: 'b1b2c3d4e5f60718', agent: 'code-reviewer', calls: 12n, costPicodollars: 230n * cents, ...allPriced},
  ],
  problems: [],
}

/** `session --list`. */
export const sessionList: SessionList = {
  generatedAtMs: Date.UTC(2026, 10, 15, 10),
  period: november,
  sessions: [
    {facts, totals: totalsOf(4120n * cents, 374n)},
    {
      facts: {...facts, id: '9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d', title: 'Move billing to the new gateway 🚀'},
      totals: totalsOf(2480n * cents, 227n),
    },
    {
      facts: {...facts, id: 'import-7', title: null, startedAtMs: null, endedAtMs: null},
      totals: totalsOf(602n * cents, 59n),
    },
  ],
  omittedSessions: 4,
  totals: sumOf(
    [4120n, 2480n, 602n, 320n].map((cost) => totalsOf(cost * cents, cost)),
    7,
  ),
  problems: [],
}

/** A terminal of 80 columns, without colour. */
export const terminal: RenderOptions = {
  columns: 80,
  color: false,
  unicode: true,
  home: '/home/ada',
  timezone: 'Europe/Berlin',
}
