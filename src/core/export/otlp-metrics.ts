import {toUsd} from '../money/picodollars.ts'
import {type Cell, cellCost, sumOfClasses} from '../snapshot/cell.ts'
import type {ExportFacts} from './export-facts.ts'

/** An attribute in OTLP's JSON. */
interface Attribute {
  readonly key: string
  readonly value: {readonly stringValue: string}
}

/** A value in OTLP's JSON; 64-bit numbers are texts there. */
interface DataPoint {
  readonly attributes: readonly Attribute[]
  readonly startTimeUnixNano: string
  readonly timeUnixNano: string
  readonly asDouble?: number
  readonly asInt?: string
}

/** A cumulative sum in OTLP's JSON. */
interface OtlpSum {
  readonly name: string
  readonly description: string
  readonly unit: string
  readonly sum: {
    /** 2: cumulative. */
    readonly aggregationTemporality: 2
    readonly isMonotonic: boolean
    readonly dataPoints: readonly DataPoint[]
  }
}

/** The body of a POST to `/v1/metrics`. */
export interface OtlpMetrics {
  readonly resourceMetrics: readonly {
    readonly resource: {readonly attributes: readonly Attribute[]}
    readonly scopeMetrics: readonly {
      readonly scope: {readonly name: string; readonly version: string}
      readonly metrics: readonly OtlpSum[]
    }[]
  }[]
}

/** Claude Code's own names for classes of tokens; it does not tell the lifetimes of cache writes apart. */
const TOKEN_TYPES = [
  ['input', ({tokens}) => tokens.input],
  ['output', ({tokens}) => tokens.output],
  ['cacheRead', ({tokens}) => tokens.cacheRead],
  ['cacheCreation', ({tokens}) => tokens.cacheWrite5m + tokens.cacheWrite1h],
] as const satisfies readonly (readonly [string, (cell: Cell) => bigint])[]

/**
 * The ledger's sums under the names of Claude Code's own telemetry, `claude_code.cost.usage` and `claude_code.token.usage`, so that dashboards
 * made for it work. The resource's `service.name` is `pech`: who collects both can tell them apart.
 *
 * @param facts - Sums; their period begins the cumulative values, 1970 where it has no beginning.
 * @param version - Of pech.
 * @returns A value that is JSON as it stands.
 * @see https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 */
export function otlpMetrics(facts: ExportFacts, version: string): OtlpMetrics {
  const {period, cells, generatedAtMs} = facts
  const span = {
    startTimeUnixNano: nanoseconds(period.fromMs ?? 0),
    timeUnixNano: nanoseconds(Math.min(period.toMs ?? generatedAtMs, generatedAtMs)),
  }
  const costs = grouped(cells, [], (cell) => sumOfClasses(cellCost(cell)))
  const tokens = TOKEN_TYPES.flatMap(([type, amountOf]) => grouped(cells, [attribute('type', type)], amountOf))
  const metrics = [
    sum(
      'claude_code.cost.usage',
      'Cost at list prices',
      'USD',
      costs.map(({attributes, amount}) => ({attributes, ...span, asDouble: toUsd(amount)})),
    ),
    sum(
      'claude_code.token.usage',
      'Tokens used',
      'tokens',
      tokens.map(({attributes, amount}) => ({attributes, ...span, asInt: String(amount)})),
    ),
  ]
  return {
    resourceMetrics: [
      {
        resource: {attributes: [attribute('service.name', 'pech'), attribute('service.version', version)]},
        scopeMetrics: [{scope: {name: 'pech', version}, metrics}],
      },
    ],
  }
}

function sum(name: string, description: string, unit: string, dataPoints: readonly DataPoint[]): OtlpSum {
  return {name, description, unit, sum: {aggregationTemporality: 2, isMonotonic: true, dataPoints}}
}

/** Attributes as Claude Code names them; those without a value are left out. */
function attributesOf({key: {model, agent, skill, plugin}, rate}: Cell): Attribute[] {
  return [
    attribute('model', model),
    attribute('query_source', agent === 'main' ? 'main' : 'subagent'),
    ...(rate.condition?.includes('speed=fast') ? [attribute('speed', 'fast')] : []),
    ...(agent === 'main' || agent === NONE ? [] : [attribute('agent.name', agent)]),
    ...(skill === NONE ? [] : [attribute('skill.name', skill)]),
    ...(plugin === NONE ? [] : [attribute('plugin.name', plugin)]),
  ]
}

const NONE = '(none)'

function grouped(
  cells: readonly Cell[],
  further: readonly Attribute[],
  amountOf: (cell: Cell) => bigint,
): {readonly attributes: readonly Attribute[]; readonly amount: bigint}[] {
  const groups = new Map<string, {attributes: readonly Attribute[]; amount: bigint}>()
  for (const cell of cells) {
    const attributes = [...attributesOf(cell), ...further]
    const id = JSON.stringify(attributes)
    groups.set(id, {attributes, amount: (groups.get(id)?.amount ?? 0n) + amountOf(cell)})
  }
  return [...groups.entries()]
    .filter(([, {amount}]) => amount > 0n)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => group)
}

function attribute(key: string, text: string): Attribute {
  return {key, value: {stringValue: text}}
}

function nanoseconds(atMs: number): string {
  return String(BigInt(atMs) * 1_000_000n)
}
