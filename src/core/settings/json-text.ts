/** A value in a JSON text, with the place where it stands: `text.slice(start, end)`. */
export type JsonNode =
  | {readonly kind: 'object'; readonly start: number; readonly end: number; readonly entries: readonly JsonMember[]}
  | {readonly kind: 'array'; readonly start: number; readonly end: number; readonly entries: readonly JsonNode[]}
  | {readonly kind: 'scalar'; readonly start: number; readonly end: number}

/** A name with its value; the place is that of both. */
export interface JsonMember {
  readonly key: string
  readonly start: number
  readonly end: number
  readonly value: JsonNode
}

/** Why a text is no JSON, or not the JSON that was expected. Line and column count from 1. */
export interface JsonFault {
  readonly kind: 'fault'
  readonly line: number
  readonly column: number
  readonly expected: string
  readonly found: string
}

/** More levels than any file of settings has, and few enough for the stack. */
const MOST_LEVELS = 200

const SPACE = /[ \t\r\n]*/y
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y
// oxlint-disable-next-line no-control-regex
const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y

/**
 * Finds out where in a JSON text each value stands, so that parts of it can be changed and the rest stays as it is.
 *
 * @param text - Strict JSON (RFC 8259: no comments, no trailing commas); a byte order mark may stand before it.
 * @returns The outermost value, or the first place that is no JSON.
 */
export function parseJsonText(text: string): JsonNode | JsonFault {
  const reader = new JsonReader(text)
  const node = reader.whole()
  return node ?? jsonFault(text, reader.at, reader.expected)
}

/** The fault at a place of a text where something else was expected. */
export function jsonFault(text: string, at: number, expected: string): JsonFault {
  const before = text.slice(0, at).split(/\r\n|\n|\r/)
  const lastLine = before[before.length - 1]!.replace('\uFEFF', '')
  const found = at >= text.length ? 'the end' : JSON.stringify(/\S{1,20}|./su.exec(text.slice(at))![0])
  return {kind: 'fault', line: before.length, column: lastLine.length + 1, expected, found}
}

/** Reads one text. Where it is not what is expected, all methods give null, and `at` and `expected` say why. */
class JsonReader {
  at: number
  expected = ''
  readonly #text: string

  constructor(text: string) {
    this.#text = text
    this.at = text.startsWith('\uFEFF') ? 1 : 0
  }

  whole(): JsonNode | null {
    this.#take(SPACE)
    const node = this.#value(0)
    if (node === null) return null
    this.#take(SPACE)
    return this.at < this.#text.length ? this.#unexpected('the end') : node
  }

  #value(level: number): JsonNode | null {
    const start = this.at
    if (level > MOST_LEVELS) return this.#unexpected(`at most ${MOST_LEVELS} levels`)
    if (this.#skip('{')) {
      const entries = this.#entries('}', () => this.#member(level + 1))
      return entries === null ? null : {kind: 'object', start, end: this.at, entries}
    }
    if (this.#skip('[')) {
      const entries = this.#entries(']', () => this.#value(level + 1))
      return entries === null ? null : {kind: 'array', start, end: this.at, entries}
    }
    if (this.#take(STRING) === null && this.#take(SCALAR) === null) return this.#unexpected('a value')
    return {kind: 'scalar', start, end: this.at}
  }

  #entries<Entry>(close: string, read: () => Entry | null): Entry[] | null {
    const entries: Entry[] = []
    this.#take(SPACE)
    if (this.#skip(close)) return entries
    for (;;) {
      const entry = read()
      if (entry === null) return null
      entries.push(entry)
      this.#take(SPACE)
      if (this.#skip(close)) return entries
      if (!this.#skip(',')) return this.#unexpected(`',' or '${close}'`)
      this.#take(SPACE)
    }
  }

  #member(level: number): JsonMember | null {
    const start = this.at
    const name = this.#take(STRING)
    if (name === null) return this.#unexpected('a name in double quotes')
    this.#take(SPACE)
    if (!this.#skip(':')) return this.#unexpected("':'")
    this.#take(SPACE)
    const value = this.#value(level)
    return value === null ? null : {key: String(JSON.parse(name)), start, end: value.end, value}
  }

  #unexpected(expected: string): null {
    this.expected = expected
    return null
  }

  #skip(character: string): boolean {
    if (this.#text[this.at] !== character) return false
    this.at++
    return true
  }

  /** What the expression matches here, or null; an empty match of SPACE is one. */
  #take(expression: RegExp): string | null {
    expression.lastIndex = this.at
    const match = expression.exec(this.#text)
    if (match === null) return null
    this.at = expression.lastIndex
    return match[0]
  }
}
