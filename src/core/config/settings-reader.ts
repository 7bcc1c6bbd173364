import {place} from '../rates/card-reader.ts'
import {suggest} from '../suggest.ts'
import type {SettingsDocument} from './settings-document.ts'
import type {SettingsFinding, SettingsFindingCode} from './settings-finding.ts'

/** Which numbers a field takes. */
export interface NumberRange {
  readonly least: number
  readonly most?: number
  /** The least itself is out. */
  readonly above?: boolean
  readonly whole?: boolean
}

/**
 * Reads the fields of a settings file. What does not fit is noted with line and column and is left out, so that one pass
 * finds everything and the rest of the file is in force. A field without a value (`arms:`) counts as absent.
 */
export class SettingsReader {
  readonly findings: SettingsFinding[] = []
  readonly #document: SettingsDocument

  /** @param document - Its places answer where a finding stands. */
  constructor(document: SettingsDocument) {
    this.#document = document
  }

  /** Notes a finding at a field's value, or at its name. */
  note(
    code: SettingsFindingCode,
    where: string,
    facts: Record<string, string | number> = {},
    at: 'key' | 'value' = 'value',
  ): void {
    const {line = null, column = null} = this.#document.places.get(where)?.[at] ?? {}
    this.findings.push({code, where, line, column, facts})
  }

  /** The line of a field's name; 0 when it stands nowhere. */
  lineOf(where: string): number {
    return this.#document.places.get(where)?.key.line ?? 0
  }

  /** Notes that a value is not what was expected; `hidden` keeps what may be a secret out of the finding. */
  unexpected(value: unknown, where: string, expected: string, hidden = false): void {
    this.note('VALUE_UNEXPECTED', where, {expected, found: hidden ? kindOf(value) : shown(value)})
  }

  /** The fields of a mapping that have a value; those with another name than the known ones are noted. */
  fields(value: unknown, where: string, known: readonly string[]): Map<string, unknown> {
    const fields = this.anyFields(value, where)
    for (const name of fields.keys()) {
      if (known.includes(name)) continue
      const near = suggest(name, known)
      this.note(
        'KEY_UNKNOWN',
        place(where, name),
        {key: name, known: known.join(', '), ...(near === undefined ? {} : {near})},
        'key',
      )
    }
    return fields
  }

  /** The fields of a mapping whose names are free. */
  anyFields(value: unknown, where: string): Map<string, unknown> {
    if (value === null || value === undefined || !this.isMapping(value, where)) return new Map()
    return new Map(Object.entries(value).filter(([, part]) => part !== null))
  }

  /** Whether an item is a mapping; what is none is noted. */
  isMapping(value: unknown, where: string): boolean {
    const isOne = typeof value === 'object' && value !== null && !Array.isArray(value)
    if (!isOne) this.unexpected(value, where, 'a mapping (name: value)')
    return isOne
  }

  /** The items of a list with their paths. */
  items(value: unknown, where: string): {item: unknown; where: string}[] {
    if (value === undefined) return []
    if (Array.isArray(value)) return value.map((item, index) => ({item, where: `${where}[${index}]`}))
    this.unexpected(value, where, 'a list')
    return []
  }

  /** A text that is not empty; null when absent or wrong. */
  text(value: unknown, where: string, expected = 'a text that is not empty', hidden = false): string | null {
    if (value === undefined) return null
    if (typeof value === 'string' && value.trim() !== '') return value
    this.unexpected(value, where, expected, hidden)
    return null
  }

  /** A text, or a list of texts; empty when absent. */
  texts(value: unknown, where: string): {text: string; where: string}[] {
    const parts = typeof value === 'string' ? [{item: value, where}] : this.items(value, where)
    return parts.flatMap((part) => {
      const text = this.text(part.item, part.where)
      return text === null ? [] : [{text, where: part.where}]
    })
  }

  /** One of a few texts; null when absent or wrong. */
  oneOf<T extends string>(value: unknown, choices: readonly T[], where: string): T | null {
    const found = choices.find((choice) => choice === value)
    if (found === undefined && value !== undefined)
      this.unexpected(value, where, choices.join(', ').replace(/, (?=[^,]*$)/, ' or '))
    return found ?? null
  }

  /** True or false; null when absent or wrong. */
  flag(value: unknown, where: string): boolean | null {
    if (typeof value === 'boolean') return value
    if (value !== undefined) this.unexpected(value, where, 'true or false')
    return null
  }

  /** A number of a range; null when absent or wrong. */
  number(value: unknown, where: string, range: NumberRange): number | null {
    if (value === undefined) return null
    const {least, most = Number.MAX_SAFE_INTEGER, above = false, whole = false} = range
    const fits = typeof value === 'number' && (above ? value > least : value >= least) && value <= most
    if (fits && (!whole || Number.isInteger(value))) return value
    this.unexpected(value, where, rangeText(range))
    return null
  }
}

function rangeText({least, most, above = false, whole = false}: NumberRange): string {
  const noun = whole ? 'a whole number' : 'a number'
  if (above) return `${noun} above ${least}${most === undefined ? '' : `, up to ${most}`}`
  return most === undefined ? `${noun}, ${least} or more` : `${noun} from ${least} to ${most}`
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return value === null ? 'nothing' : 'a mapping'
  return typeof value === 'string' ? 'a text' : `a ${typeof value}`
}

function shown(value: unknown): string {
  if (typeof value === 'object') return kindOf(value)
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}
