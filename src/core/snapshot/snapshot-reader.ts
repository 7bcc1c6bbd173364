import {isJsonObject, type JsonObject} from '../log/json-value.ts'

/** Why a file is no snapshot that can be used. */
export interface SnapshotFault {
  /** UNREADABLE: not JSON, or a field is wrong. INCOMPATIBLE: another kind or a later version. */
  readonly code: 'SNAPSHOT_UNREADABLE' | 'SNAPSHOT_INCOMPATIBLE'
  /** Where, such as `cells[3].calls`; empty for the whole. */
  readonly where: string
  /** What would have been right. */
  readonly expected: string
}

/** Thrown inside the parse functions only, which hand the fault back. */
export class SnapshotFaultFound extends Error {
  readonly fault: SnapshotFault

  constructor(fault: SnapshotFault) {
    super(`${fault.code} ${fault.where}: ${fault.expected}`)
    this.fault = fault
  }
}

/** Reads fields of an object from outside; what is wrong is a fault that names its place. */
export class SnapshotReader {
  readonly #fields: JsonObject
  readonly #where: string

  constructor(value: unknown, where: string) {
    if (!isJsonObject(value)) throw unreadable(where, 'an object')
    this.#fields = value
    this.#where = where
  }

  /** The field's place, for faults of its own. */
  place(name: string): string {
    return this.#where === '' ? name : `${this.#where}.${name}`
  }

  raw(name: string): unknown {
    return Object.hasOwn(this.#fields, name) ? this.#fields[name] : undefined
  }

  object(name: string): SnapshotReader {
    return new SnapshotReader(this.raw(name), this.place(name))
  }

  list(name: string): SnapshotReader[] {
    const value = this.raw(name)
    if (!Array.isArray(value)) throw unreadable(this.place(name), 'a list')
    return value.map((item, index) => new SnapshotReader(item, `${this.place(name)}[${index}]`))
  }

  text(name: string): string {
    const value = this.raw(name)
    if (typeof value !== 'string') throw unreadable(this.place(name), 'a text')
    return value
  }

  textOrNull(name: string): string | null {
    return this.raw(name) === null ? null : this.text(name)
  }

  flag(name: string): boolean {
    const value = this.raw(name)
    if (typeof value !== 'boolean') throw unreadable(this.place(name), 'true or false')
    return value
  }

  /** A whole number ≥ 0 that JSON kept exactly. */
  count(name: string): bigint {
    const value = this.raw(name)
    if (!Number.isSafeInteger(value) || Number(value) < 0)
      throw unreadable(this.place(name), 'a whole number from 0 on')
    return BigInt(Number(value))
  }

  /** Whole picodollars ≥ 0 as a text of digits. */
  picodollars(name: string): bigint {
    const value = this.raw(name)
    if (typeof value !== 'string' || !/^\d{1,40}$/.test(value)) throw unreadable(this.place(name), 'digits as a text')
    return BigInt(value)
  }

  /** Milliseconds since 1970 of an RFC 3339 time; null for null. */
  momentOrNull(name: string): number | null {
    const text = this.textOrNull(name)
    if (text === null) return null
    const atMs = Date.parse(text)
    if (!Number.isFinite(atMs)) throw unreadable(this.place(name), 'a time such as 2026-11-20T17:00:00Z')
    return atMs
  }
}

/** A fault in one field. */
export function unreadable(where: string, expected: string): SnapshotFaultFound {
  return new SnapshotFaultFound({code: 'SNAPSHOT_UNREADABLE', where, expected})
}
