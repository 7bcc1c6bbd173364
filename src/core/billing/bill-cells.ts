import type {Picodollars} from '../money/picodollars.ts'
import {COST_CLASSES, type CostByClass, type CostClass} from '../rates/rate.ts'
import {COST_ORIGINS, USAGE_ORIGINS, type BillRow} from './bill-row.ts'

/** What a bill says of one model on one day. */
export interface BillCell {
  readonly day: string
  readonly model: string
  readonly billed: Picodollars
  /** At list price; null where the bill does not tell it for every row. */
  readonly list: Picodollars | null
  /** What the ledger should match, by class: list price where it is told, else what is billed. Null: classes are not told apart. */
  readonly byClass: CostByClass | null
  /** Part of it that no transcript shows: code execution and the like. */
  readonly other: Picodollars
  /** Tokens and searches by class; null: not told. */
  readonly tokens: CostByClass | null
  /** At list price, used on a subscription: not billed per token. */
  readonly subscription: Picodollars
  /** Rows of money, each rounded on its own. */
  readonly rows: number
}

interface Draft {
  readonly day: string
  readonly model: string
  billed: bigint
  list: bigint
  hasList: boolean
  readonly byClass: CostByClass
  hasClasses: boolean
  other: bigint
  readonly tokens: CostByClass
  hasTokens: boolean
  subscription: bigint
  rows: number
}

/** Model of what a bill names no model for. */
export const NO_MODEL = '(none)'

/**
 * Adds up a bill by UTC day and model. Where several sources tell the same day, the most telling one counts.
 *
 * @param rows - In any order.
 * @param modelOf - The card's id of a model.
 * @returns Cells in order of day and model.
 */
export function billCells(rows: readonly BillRow[], modelOf: (name: string | null) => string | null): BillCell[] {
  const best = bestOrigins(rows)
  const drafts = new Map<string, Draft>()
  for (const row of rows) {
    const measure = measureOf(row)
    if (measure !== 'subscription' && best.get(`${row.day}\n${measure}`) !== row.origin) continue
    const model = modelOf(row.model) ?? NO_MODEL
    const key = `${row.day}\n${model}`
    let draft = drafts.get(key)
    if (draft === undefined) drafts.set(key, (draft = newDraft(row.day, model)))
    if (measure === 'subscription') draft.subscription += row.list ?? 0n
    else if (measure === 'usage') addUsage(draft, row)
    else addCost(draft, row)
  }
  return [...drafts.values()].map(cellOf).sort((a, b) => (`${a.day}\n${a.model}` < `${b.day}\n${b.model}` ? -1 : 1))
}

function measureOf({origin}: BillRow): 'cost' | 'usage' | 'subscription' {
  if (origin === 'claude-code') return 'subscription'
  return origin === 'console-usage' || origin === 'admin-usage' ? 'usage' : 'cost'
}

/** Day and measure → the origin that counts. */
function bestOrigins(rows: readonly BillRow[]): Map<string, BillRow['origin']> {
  const order: readonly BillRow['origin'][] = [...COST_ORIGINS, ...USAGE_ORIGINS]
  const best = new Map<string, BillRow['origin']>()
  for (const row of rows) {
    const key = `${row.day}\n${measureOf(row)}`
    const known = best.get(key)
    if (known === undefined || order.indexOf(row.origin) < order.indexOf(known)) best.set(key, row.origin)
  }
  return best
}

function newDraft(day: string, model: string): Draft {
  return {
    day,
    model,
    billed: 0n,
    list: 0n,
    hasList: true,
    byClass: noAmounts(),
    hasClasses: true,
    other: 0n,
    tokens: noAmounts(),
    hasTokens: false,
    subscription: 0n,
    rows: 0,
  }
}

/** Nothing of every class. */
export function noAmounts(): CostByClass {
  return {input: 0n, output: 0n, cacheRead: 0n, cacheWrite5m: 0n, cacheWrite1h: 0n, webSearch: 0n}
}

/** All classes together. */
export function sumOf(amounts: CostByClass): bigint {
  return COST_CLASSES.reduce((sum, name) => sum + amounts[name], 0n)
}

function addUsage(draft: Draft, {costClass, tokens}: BillRow): void {
  draft.hasTokens = true
  if (costClass !== 'all' && costClass !== 'other') draft.tokens[costClass] += BigInt(tokens ?? 0)
}

function addCost(draft: Draft, {costClass, billed, list, lines = 1}: BillRow): void {
  const amount = billed ?? 0n
  const target = list ?? amount
  draft.rows += lines
  draft.billed += amount
  draft.list += target
  if (list === null) draft.hasList = false
  if (costClass === 'other') draft.other += target
  else if (costClass === 'all') draft.hasClasses = false
  else draft.byClass[costClass satisfies CostClass] += target
}

function cellOf({hasList, hasClasses, hasTokens, ...draft}: Draft): BillCell {
  const isMoney = draft.rows > 0
  return {
    ...draft,
    list: isMoney && hasList ? draft.list : null,
    byClass: isMoney && hasClasses ? draft.byClass : null,
    tokens: hasTokens ? draft.tokens : null,
  }
}
