import type {CardFinding, CardFindingCode} from './card-finding.ts'
import {MULTIPLIER_DECIMALS, type Multiplier, wholeUnits} from './decimal.ts'

/** A day with its UTC midnight; both are null and open when the field is null or absent. */
export interface Day {
  readonly text: string | null
  readonly ms: number | null
}

/**
 * Reads fields of a file from outside. What does not fit is noted with its place, and a harmless value stands in for it,
 * so that one pass finds everything; the caller throws the result away when there are errors.
 */
export class CardReader {
  readonly findings: CardFinding[] = []

  /** Notes a finding. */
  note(
    code: CardFindingCode,
    where: string,
    facts: Record<string, string | number> = {},
    severity: CardFinding['severity'] = 'error',
  ): void {
    this.findings.push({code, severity, where, facts})
  }

  /** An object's own fields in order; none when it is no object. */
  fields(value: unknown, where: string): Map<string, unknown> {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return new Map(Object.entries(value))
    this.#wrongType(where, 'an object', value)
    return new Map()
  }

  /** Notes the fields that nobody reads: an error where a misspelt name would change a price. */
  known(
    fields: Map<string, unknown>,
    names: readonly string[],
    where: string,
    severity: CardFinding['severity'],
  ): void {
    for (const name of fields.keys()) {
      if (!names.includes(name)) this.note('FIELD_UNKNOWN', place(where, name), {known: names.join(', ')}, severity)
    }
  }

  /** The items of a list; none when it is no list. */
  items(value: unknown, where: string): unknown[] {
    if (Array.isArray(value)) return value
    this.#wrongType(where, 'a list', value)
    return []
  }

  /** A text that is not empty. */
  text(value: unknown, where: string): string {
    if (typeof value === 'string' && value !== '') return value
    this.#wrongType(where, 'a text that is not empty', value)
    return ''
  }

  /** One of a few texts; the first one stands in. */
  oneOf<T extends string>(value: unknown, choices: readonly [T, ...T[]], where: string): T {
    const found = choices.find((choice) => choice === value)
    if (found !== undefined) return found
    this.#wrongType(where, choices.map((choice) => JSON.stringify(choice)).join(' or '), value)
    return choices[0]
  }

  /** True or false; absent is false. */
  flag(value: unknown, where: string): boolean {
    if (typeof value === 'boolean') return value
    if (value !== undefined) this.#wrongType(where, 'true or false', value)
    return false
  }

  /** A count of tokens, a whole number ≥ 0; null when absent. */
  count(value: unknown, where: string): number | null {
    if (value === undefined) return null
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
    this.#wrongType(where, 'a whole number', value)
    return null
  }

  /** A day `YYYY-MM-DD` of the calendar; open when null or absent. */
  day(value: unknown, where: string): Day {
    if (value === null || value === undefined) return {text: null, ms: null}
    const text = this.text(value, where)
    const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
    if (!Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text)) return {text, ms}
    if (text !== '') this.note('DATE_INVALID', where, {found: text})
    return {text: null, ms: null}
  }

  /** A decimal as text, in whole units of 10^-decimals; 0 stands in. */
  units(value: unknown, decimals: number, where: string): bigint {
    if (typeof value !== 'string') {
      this.note('RATE_NOT_DECIMAL', where, {found: shown(value)})
      return 0n
    }
    const units = wholeUnits(value, decimals)
    if (typeof units === 'bigint') return units
    if (units === 'not-exact') this.note('RATE_NOT_EXACT', where, {found: value, decimals})
    else this.note('RATE_NOT_DECIMAL', where, {found: shown(value)})
    return 0n
  }

  /** A multiplier as decimal text. */
  multiplier(value: unknown, where: string): Multiplier {
    return this.units(value, MULTIPLIER_DECIMALS, where)
  }

  #wrongType(where: string, expected: string, value: unknown): void {
    this.note('FIELD_TYPE', where, {expected, found: shown(value)})
  }
}

/**
 * The path of a field inside a place: `models[0]` and `id` give `models[0].id`.
 *
 * @param where - The place, empty for the whole file.
 * @param name - The field; names that are no plain words are quoted.
 */
export function place(where: string, name: string): string {
  if (!/^[A-Za-z_][\w]*$/.test(name)) return `${where}[${JSON.stringify(name)}]`
  return where === '' ? name : `${where}.${name}`
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object' && value !== null) return 'an object'
  const text = JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}
