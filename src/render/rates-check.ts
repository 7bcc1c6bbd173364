import type {CardFinding, CardFindingCode} from '../core/rates/card-finding.ts'
import type {MissingModel} from '../core/rates/missing-models.ts'
import type {RatesChecked} from '../core/rates/rates-report.ts'
import {TOKEN_CLASSES} from '../core/tokens.ts'
import {compactCount, counted} from './count.ts'
import {timestamp} from './moment.ts'
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

const REASONS: Readonly<Record<MissingModel['reason'], string>> = {
  unknown: 'the card does not have it',
  'no-price': 'the card has it without a rate',
  'before-first-row': 'they are older than its first rate on the card',
}

/** A model without a price in English: what it took, why, and what its calls count as. */
export function missingText({model, calls, tokens, reason, estimatedBy}: MissingModel): string {
  const sum = TOKEN_CLASSES.reduce((all, name) => all + tokens[name], 0n)
  const took = `${counted(calls, 'call')} with ${compactCount(sum)} tokens, no price: ${REASONS[reason]}.`
  const counts = estimatedBy === null ? 'in no total' : `estimated as ${visible(estimatedBy)}, beside the totals`
  return `${visible(model)}: ${took} Until then ${counts}.`
}

/** What to do about models without a price. */
const ADVICE =
  'To price them, update pech or bring the card up to date (`pech rates update`), or name their rates under prices.overrides in config.yaml. The next look-up prices their calls, past ones too.'

/** `pech rates check` for people: a line per finding, one per model that lacks a price, then the verdict. */
export function checkAsText(report: RatesChecked, {color}: Pick<RenderOptions, 'color'>): string {
  const {findings, size, ageDays, source, missing} = report
  const lines = findings.map((finding) => {
    const {severity, where} = finding
    const place = where === '' ? '' : `${visible(where)}: `
    return `${styled(`${severity}:`, STYLES[severity], color)} ${place}${findingText(finding)}\n`
  })
  const lacking = missing.map((model) => `${styled('warning:', 'warning', color)} ${missingText(model)}\n`)
  const count = (severity: CardFinding['severity'], noun: string) =>
    counted(findings.filter((finding) => finding.severity === severity).length, noun)
  const verdict = `${count('error', 'error')}, ${count('warning', 'warning')}, ${count('notice', 'notice')}`
  const holds =
    size === null
      ? 'cannot be used'
      : `${counted(size.models, 'model')}, ${counted(size.rows, 'row')}, ${ageWords(ageDays ?? 0)}`
  const advice = missing.length === 0 ? '' : `hint: ${ADVICE}\n`
  const named = missing.length === 0 ? '' : `; ${counted(missing.length, 'model')} of your logs without a price`
  return `${lines.join('')}${lacking.join('')}${advice}${visible(source)}: ${holds}; ${verdict}${named}.\n`
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
    missing: report.missing.map((model) => ({
      model: model.model,
      calls: Number(model.calls),
      tokens: Object.fromEntries(TOKEN_CLASSES.map((name) => [name, Number(model.tokens[name])])),
      firstAt: timestamp(model.firstMs),
      lastAt: timestamp(model.lastMs),
      reason: model.reason,
      id: model.id,
      estimatedBy: model.estimatedBy,
      message: `${missingText(model)} ${ADVICE}`,
    })),
  }
}
