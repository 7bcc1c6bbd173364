import type {CardFinding, CardFindingCode} from '../core/rates/card-finding.ts'
import type {RatesChecked} from '../core/rates/rates-report.ts'
import {counted} from './count.ts'
import type {RenderOptions} from './options.ts'
import {type Style, styled} from './style.ts'
import {visible} from './visible.ts'

type Facts = Readonly<Record<string, string>>

/** What was found, what was expected, what to do. */
const WORDINGS: Readonly<Record<CardFindingCode, (facts: Facts) => string>> = {
  FIELD_TYPE: ({found, expected}) => `found ${found}, expected ${expected}.`,
  FIELD_UNKNOWN: ({known}) => `no such field. Known here: ${known}.`,
  DATE_INVALID: ({found}) => `${found} is no day. Write it like 2026-10-07.`,
  PERIOD_EMPTY: ({from, to}) =>
    `the row ends (${to}) before it begins (${from}). \`to\` is the first day on which it no longer holds.`,
  SIZES_EMPTY: ({over, upTo}) => `no prompt is over ${over} and up to ${upTo} tokens.`,
  MODEL_DUPLICATE: ({model}) => `${model} is on the card already. Put its rows together.`,
  PRICE_NOT_FOUND: ({model}) => `${model} has no row: its calls are counted without a price.`,
  ALIAS_SHADOWS_MODEL: ({alias}) => `${alias} is a model of the card itself, so the alias is never used.`,
  ALIAS_UNKNOWN_MODEL: ({model}) => `leads to ${model}, which is not on the card.`,
  SOURCE_UNKNOWN: ({source}) => `${source} is not described under \`sources\`.`,
  RATE_NOT_DECIMAL: ({found}) => `found ${found}, expected a decimal as text, such as "6.25".`,
  RATE_NOT_EXACT: ({found, decimals, multiplier}) =>
    multiplier === undefined
      ? `${found} has more than ${decimals} decimals: it is not a whole number of picodollars.`
      : `times ${multiplier} it is not a whole number of picodollars per token.`,
  RATE_ORDER: ({lower, higher}) =>
    `expected ${lower} below ${higher} (cacheRead < input < cacheWrite5m <= cacheWrite1h).`,
  RATES_ZERO: () => 'all rates are 0: calls of this model will cost nothing.',
  ROWS_OVERLAP: ({model, condition, other}) =>
    `overlaps ${other} of ${model} (${condition}). End one the day the other begins.`,
  ROWS_GAP: ({model, condition, from, to}) => `${model} (${condition}) has no price from ${from} to ${to}.`,
  MODIFIER_RANGE: ({expected}) => `expected a factor ${expected}.`,
  OVERRIDE_INCOMPLETE: ({model, expected}) => `${model} is not on the card, so it needs every rate: ${expected}.`,
  CARD_AGEING: ({ageDays}) => `verified ${ageDays} days ago. Compare it with the vendor's prices soon.`,
  CARD_OLD: ({ageDays}) =>
    `verified ${ageDays} days ago: prices may have changed since. Compare it with the vendor's prices.`,
  CARD_EXPIRED: ({ageDays}) =>
    `verified ${ageDays} days ago, more than 180: too old to trust. Compare it with the vendor's prices.`,
  CARD_FROM_FUTURE: ({verifiedAt}) => `${verifiedAt} has not come yet. Check the date, and the clock of this machine.`,
}

const STYLES: Readonly<Record<CardFinding['severity'], Style>> = {error: 'warning', warning: 'warning', notice: 'dim'}

/** A finding in English, without its place. */
export function findingText({code, facts}: Pick<CardFinding, 'code' | 'facts'>): string {
  const shown = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, visible(String(value))]))
  return WORDINGS[code](shown)
}

/** `pech rates check` for people: a line per finding, then the verdict. */
export function checkAsText(report: RatesChecked, {color}: Pick<RenderOptions, 'color'>): string {
  const {findings, size, ageDays, source} = report
  const lines = findings.map((finding) => {
    const {severity, where} = finding
    const place = where === '' ? '' : `${visible(where)}: `
    return `${styled(`${severity}:`, STYLES[severity], color)} ${place}${findingText(finding)}\n`
  })
  const count = (severity: CardFinding['severity'], noun: string) =>
    counted(findings.filter((finding) => finding.severity === severity).length, noun)
  const verdict = `${count('error', 'error')}, ${count('warning', 'warning')}, ${count('notice', 'notice')}`
  const holds =
    size === null
      ? 'cannot be used'
      : `${counted(size.models, 'model')}, ${counted(size.rows, 'row')}, ${ageWords(ageDays ?? 0)}`
  return `${lines.join('')}${visible(source)}: ${holds}; ${verdict}.\n`
}

function ageWords(ageDays: number): string {
  return ageDays < -1 ? 'verified in the future' : `verified ${counted(Math.max(0, ageDays), 'day')} ago`
}

/** `pech rates check --json`. */
export function checkAsJson({generatedAtMs, findings, ...report}: RatesChecked): object {
  return {
    schema: 'pech/rates@1',
    command: report.command,
    generatedAt: new Date(generatedAtMs).toISOString(),
    problems: report.problems,
    source: report.source,
    valid: !findings.some(({severity}) => severity === 'error'),
    size: report.size,
    ageDays: report.ageDays,
    findings: findings.map((finding) => ({...finding, message: findingText(finding)})),
  }
}
