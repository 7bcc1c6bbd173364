/**
 * The innermost loops of reading logs, in AssemblyScript: what looks at every byte. It finds the lines that hold calls or
 * attribution, and steps through the JSON of responses, noting where the wanted values stand. `npm run scanner` compiles
 * it into `src/io/log-files/scanner-code.ts`; `scanner.ts` beside that file is its only user.
 */

/** Names that are wanted, by hash: 8 bytes each (place of the name, its length, level + 1, field). Written by the user. */
const NAMES: usize = 1024
/** What `nextLine` found: start of the line, and of the first line that is not whole. */
const FOUND: usize = 512
/** Values by field: 16 bytes each (start, end, kind, number of the text). */
const FIELDS: usize = 8192
/** The same for the blocks of a message. */
const BLOCKS: usize = 16384
const MOST_BLOCKS: i32 = 256
const FIELDS_PER_BLOCK: i32 = 6
/** Each field's last short plain text: 256 bytes each (length, number, bytes). */
const TEXTS: usize = 40960
const LONGEST_TEXT: i32 = 248
const DATA: usize = 65536

const KIND_TEXT: i32 = 1
const KIND_COUNT: i32 = 2
const KIND_OTHER: i32 = 3
const KIND_OBJECT: i32 = 4
const KIND_NULL: i32 = 5
const KIND_FALSE: i32 = 6
const KIND_TRUE: i32 = 7

const LEVEL_LINE: i32 = 0
const LEVEL_MESSAGE: i32 = 1
const LEVEL_USAGE: i32 = 2
const LEVEL_CACHE_CREATION: i32 = 3
const LEVEL_SERVER_TOOLS: i32 = 4
const LEVEL_BLOCK: i32 = 5
const LEVEL_NOTHING: i32 = 6

/** Fields whose objects are stepped into; the fields are those of `response-fields.ts`. */
const FIELD_MESSAGE: i32 = 0
const FIELD_FORKED_FROM: i32 = 1
const FIRST_OF_MESSAGE: i32 = 19
const FIELD_CONTENT: i32 = 19
const FIELD_USAGE: i32 = 20
const FIRST_OF_USAGE: i32 = 24
const FIELD_CACHE_CREATION: i32 = 24
const FIELD_SERVER_TOOLS: i32 = 25
const FIRST_OF_CACHE_CREATION: i32 = 34
const FIRST_OF_SERVER_TOOLS: i32 = 36
const END_OF_FIELDS: i32 = 37
const FIRST_OF_BLOCK: i32 = 37
const FIRST_OF_CONTENTS: i32 = 40

const QUOTE: i32 = 0x22
const BACKSLASH: i32 = 0x5c
const COMMA: i32 = 0x2c
const COLON: i32 = 0x3a
const LINE_FEED: i32 = 10
const DEEPEST: i32 = 100

// ---- lines ----

let usage = false
let result = false
let other = false
let agentIds = 0

/** Looks for the keys that make a line worth reading. All end in a quote. @param at - Position of a quote. */
function inspect(at: usize): void {
  const before = load<u32>(at - 4)
  if (before === 0x65676173) {
    if (load<u8>(at - 5) === 0x75) usage = true // usage"
  } else if (before === 0x6449746e) {
    if (load<u16>(at - 6) === 0x6567) agentIds++ // gentId"
  } else if (before === 0x746c7573) {
    if (load<u32>(at - 8) === 0x65725f6c && load<u32>(at - 12) === 0x6f6f7422) result = true // "tool_result"
  } else if (before === 0x72657375) {
    other = true // user"
  } else if (before === 0x656c7469) {
    if (load<u8>(at - 5) === 0x54) other = true // Title"
  } else if (before === 0x65746174) {
    if (load<u16>(at - 6) === 0x732d) other = true // -state"
  } else if (before === 0x79726164) {
    if (load<u32>(at - 8) === 0x6e756f62 && load<u8>(at - 9) === 0x5f) other = true // _boundary"
  }
}

/** Inspects the quotes from a position on, up to the next line feed. @returns The line feed's position, or the limit. */
function inspectLine(at: usize, limit: usize): usize {
  const quotes = i8x16.splat(<i8>QUOTE)
  const lineFeeds = i8x16.splat(<i8>LINE_FEED)
  while (at < limit) {
    const bytes = v128.load(at)
    let found = i8x16.bitmask(i8x16.eq(bytes, quotes))
    let ends = i8x16.bitmask(i8x16.eq(bytes, lineFeeds))
    if (limit - at < 16) {
      const left = <i32>(limit - at)
      const mask = (1 << left) - 1
      found &= mask
      ends &= mask
    }
    if (ends !== 0) found &= (ends & -ends) - 1
    while (found !== 0) {
      inspect(at + ctz(found))
      found &= found - 1
    }
    if (ends !== 0) return at + ctz(ends)
    at += 16
  }
  return limit
}

/**
 * Finds the next line that is wanted.
 *
 * @param from - Where to begin, counted from the start of the data: the start of a line.
 * @param to - How much data there is.
 * @returns The position of its line feed, or −1 when no whole line is left. `FOUND` says where it starts, or else how far
 *   whole lines go.
 */
export function nextLine(from: i32, to: i32, wantsResults: i32, agentIdsInEnvelope: i32): i32 {
  let start = DATA + from
  const limit = DATA + to
  while (true) {
    forget()
    const end = inspectLine(start, limit)
    store<i32>(FOUND, <i32>(start - DATA))
    if (end === limit) return -1
    if (isWanted(wantsResults, agentIdsInEnvelope)) return <i32>(end - DATA)
    start = end + 1
  }
}

/** Looks at a piece of a line, on top of the pieces before; the first piece must be told. */
export function inspectPiece(from: i32, to: i32, isFirst: i32): void {
  if (isFirst) forget()
  inspectLine(DATA + from, DATA + to)
}

export function isWanted(wantsResults: i32, agentIdsInEnvelope: i32): bool {
  if (usage) return true
  if (!result) return other
  return wantsResults !== 0 || agentIds > agentIdsInEnvelope
}

export function holdsUsage(): bool {
  return usage
}

function forget(): void {
  usage = false
  result = false
  other = false
  agentIds = 0
}

// ---- JSON, as strict as JSON.parse: every function takes a position and gives the one after, or 0 ----

function skipSpace(at: usize): usize {
  let byte = <i32>load<u8>(at)
  while (byte === 0x20 || byte === 0x09 || byte === 0x0d) byte = <i32>load<u8>(++at)
  return at
}

/** Whether the text that was stepped over last is plain: ASCII without escapes. */
let isPlain = true

/** @param at - Position after the opening quote. */
function skipText(at: usize): usize {
  const quotes = i8x16.splat(<i8>QUOTE)
  const backslashes = i8x16.splat(<i8>BACKSLASH)
  const controls = i8x16.splat(0x20)
  isPlain = true
  while (true) {
    const bytes = v128.load(at)
    const special = v128.or(v128.or(i8x16.eq(bytes, quotes), i8x16.eq(bytes, backslashes)), i8x16.lt_u(bytes, controls))
    const found = i8x16.bitmask(special)
    const high = i8x16.bitmask(bytes)
    if (found === 0) {
      if (high !== 0) isPlain = false
      at += 16
      continue
    }
    const length = ctz(found)
    if ((high & ((1 << length) - 1)) !== 0) isPlain = false
    at += length
    const byte = <i32>load<u8>(at)
    if (byte === QUOTE) return at + 1
    if (byte !== BACKSLASH) return 0
    isPlain = false
    at = skipEscape(at + 1)
    if (at === 0) return 0
  }
}

function skipEscape(at: usize): usize {
  const byte = <i32>load<u8>(at)
  if (byte === 0x6e || byte === QUOTE || byte === BACKSLASH || byte === 0x74 || byte === 0x2f) return at + 1
  if (byte === 0x72 || byte === 0x62 || byte === 0x66) return at + 1
  if (byte !== 0x75) return 0
  for (let index = 1; index <= 4; index++) if (!isHex(<i32>load<u8>(at + index))) return 0
  return at + 5
}

function isHex(byte: i32): bool {
  const lower = byte | 0x20
  return isDigit(byte) || (lower >= 0x61 && lower <= 0x66)
}

function isDigit(byte: i32): bool {
  return byte >= 0x30 && byte <= 0x39
}

function skipValue(at: usize, depth: i32): usize {
  const byte = <i32>load<u8>(at)
  if (byte === QUOTE) return skipText(at + 1)
  if (byte === 0x7b) return depth > DEEPEST ? 0 : skipObject(at, depth)
  if (byte === 0x5b) return depth > DEEPEST ? 0 : skipArray(at, depth)
  if (byte === 0x2d || isDigit(byte)) return skipNumber(at)
  return skipWord(at)
}

function skipObject(from: usize, depth: i32): usize {
  let at = skipSpace(from + 1)
  if (load<u8>(at) === 0x7d) return at + 1
  while (load<u8>(at) === QUOTE) {
    at = skipText(at + 1)
    if (at === 0) return 0
    at = skipSpace(at)
    if (load<u8>(at) !== COLON) return 0
    at = skipValue(skipSpace(at + 1), depth + 1)
    if (at === 0) return 0
    at = skipSpace(at)
    if (load<u8>(at) === 0x7d) return at + 1
    if (load<u8>(at) !== COMMA) return 0
    at = skipSpace(at + 1)
  }
  return 0
}

function skipArray(from: usize, depth: i32): usize {
  let at = skipSpace(from + 1)
  if (load<u8>(at) === 0x5d) return at + 1
  while (true) {
    at = skipValue(at, depth + 1)
    if (at === 0) return 0
    at = skipSpace(at)
    if (load<u8>(at) === 0x5d) return at + 1
    if (load<u8>(at) !== COMMA) return 0
    at = skipSpace(at + 1)
  }
}

function skipNumber(from: usize): usize {
  let at = from
  if (load<u8>(at) === 0x2d) at++
  at = load<u8>(at) === 0x30 ? at + 1 : skipDigits(at)
  if (at !== 0 && load<u8>(at) === 0x2e) at = skipDigits(at + 1)
  if (at !== 0 && (load<u8>(at) | 0x20) === 0x65) {
    const sign = load<u8>(at + 1)
    at = skipDigits(sign === 0x2d || sign === 0x2b ? at + 2 : at + 1)
  }
  return at
}

/** One digit or more. */
function skipDigits(from: usize): usize {
  let at = from
  while (isDigit(<i32>load<u8>(at))) at++
  return at === from ? 0 : at
}

function skipWord(at: usize): usize {
  const word = load<u32>(at)
  if (word === 0x6c6c756e || word === 0x65757274) return at + 4 // null, true
  return word === 0x736c6166 && load<u8>(at + 4) === 0x65 ? at + 5 : 0 // false
}

// ---- the wanted values ----

let blockCount = 0

/**
 * Steps through a line that may be a response, and notes where its wanted values stand.
 *
 * @returns How many blocks its message has, or −1 when it is not in usual form: then it must be parsed as a whole.
 */
export function readResponse(from: i32, to: i32): i32 {
  const at = DATA + from
  if (load<u8>(at) !== 0x7b) return -1
  blockCount = 0
  clear(0, END_OF_FIELDS)
  const end = readObject(at, LEVEL_LINE, FIELDS)
  if (end === 0 || skipSpace(end) !== DATA + to) return -1
  return blockCount
}

function clear(from: i32, to: i32): void {
  for (let field = from; field < to; field++) store<i32>(FIELDS + 16 * field, 0, 8)
}

/** Reads an object's wanted members into fields; of a name that occurs twice the last value holds, as in JSON.parse. */
function readObject(from: usize, level: i32, fields: usize): usize {
  let at = skipSpace(from + 1)
  if (load<u8>(at) === 0x7d) return at + 1
  while (load<u8>(at) === QUOTE) {
    const start = at + 1
    at = skipText(start)
    // an escape may spell any name
    if (at === 0 || (!isPlain && hasBackslash(start, at))) return 0
    const field = findName(start, <i32>(at - 1 - start), level)
    at = skipSpace(at)
    if (load<u8>(at) !== COLON) return 0
    at = skipSpace(at + 1)
    at = field < 0 ? skipValue(at, 0) : readMember(at, field, fields)
    if (at === 0) return 0
    at = skipSpace(at)
    if (load<u8>(at) === 0x7d) return at + 1
    if (load<u8>(at) !== COMMA) return 0
    at = skipSpace(at + 1)
  }
  return 0
}

function hasBackslash(start: usize, end: usize): bool {
  for (let at = start; at < end; at++) if (load<u8>(at) === BACKSLASH) return true
  return false
}

function findName(start: usize, length: i32, level: i32): i32 {
  if (length === 0) return -1
  let hash = <i32>load<u8>(start) * 31 + <i32>load<u8>(start + length - 1) * 7 + length * 13 + level * 17
  while (true) {
    const entry = NAMES + 8 * (hash & 255)
    if (load<u8>(entry, 3) === 0) return -1
    if (load<u8>(entry, 3) === level + 1 && load<u8>(entry, 2) === length && isSame(load<u16>(entry), start, length)) {
      return load<u8>(entry, 4)
    }
    hash++
  }
}

function isSame(a: usize, b: usize, length: i32): bool {
  let at: usize = 0
  const end = <usize>length
  for (; at + 8 <= end; at += 8) if (load<u64>(a + at) !== load<u64>(b + at)) return false
  for (; at < end; at++) if (load<u8>(a + at) !== load<u8>(b + at)) return false
  return true
}

function readMember(at: usize, field: i32, fields: usize): usize {
  const place = fields + 16 * field
  const byte = <i32>load<u8>(at)
  if (byte === QUOTE) return readText(at, field, place)
  if (isDigit(byte)) return readNumber(at, place)
  if (byte === 0x7b) return readNested(at, field, place)
  if (byte === 0x5b && field === FIELD_CONTENT) return readContent(at, place)
  if (byte === 0x6e) return note(place, at, skipWord(at), KIND_NULL)
  if (byte === 0x66) return note(place, at, skipWord(at), KIND_FALSE)
  if (byte === 0x74) return note(place, at, skipWord(at), KIND_TRUE)
  return note(place, at, skipValue(at, 0), KIND_OTHER)
}

function note(place: usize, start: usize, end: usize, kind: i32): usize {
  store<i32>(place, <i32>(start - DATA))
  store<i32>(place, <i32>(end - DATA), 4)
  store<i32>(place, kind, 8)
  return end
}

/** How many texts were kept: names the one that stands in a field, 0 one that was not kept. */
let textCount = 0

function readText(at: usize, field: i32, place: usize): usize {
  const start = at + 1
  const end = skipText(start)
  if (end === 0 || !isPlain) return note(place, at, end, KIND_OTHER)
  note(place, start, end - 1, KIND_TEXT)
  store<i32>(place, 0, 12)
  const text = TEXTS + 256 * field
  const length = <i32>(end - 1 - start)
  if (field >= FIRST_OF_CONTENTS || length > LONGEST_TEXT) return end
  if (load<i32>(text) !== length || !isSame(text + 8, start, length)) {
    store<i32>(text, length)
    store<i32>(text, ++textCount, 4)
    memory.copy(text + 8, start, length)
  }
  store<i32>(place, load<i32>(text, 4), 12)
  return end
}

function readNumber(at: usize, place: usize): usize {
  const end = skipNumber(at)
  let isCount = end - at < 10
  for (let digit = at; isCount && digit < end; digit++) isCount = isDigit(<i32>load<u8>(digit))
  if (!isCount) return note(place, at, end, KIND_OTHER)
  let count = 0
  for (let digit = at; digit < end; digit++) count = count * 10 + <i32>load<u8>(digit) - 0x30
  store<i32>(place, count)
  store<i32>(place, KIND_COUNT, 8)
  return end
}

function readNested(at: usize, field: i32, place: usize): usize {
  if (field === FIELD_MESSAGE) {
    blockCount = 0
    clear(FIRST_OF_MESSAGE, END_OF_FIELDS)
    return note(place, at, readObject(at, LEVEL_MESSAGE, FIELDS), KIND_OBJECT)
  }
  if (field === FIELD_USAGE) {
    clear(FIRST_OF_USAGE, END_OF_FIELDS)
    return note(place, at, readObject(at, LEVEL_USAGE, FIELDS), KIND_OBJECT)
  }
  if (field === FIELD_CACHE_CREATION) {
    clear(FIRST_OF_CACHE_CREATION, FIRST_OF_SERVER_TOOLS)
    return note(place, at, readObject(at, LEVEL_CACHE_CREATION, FIELDS), KIND_OBJECT)
  }
  if (field === FIELD_SERVER_TOOLS) {
    clear(FIRST_OF_SERVER_TOOLS, END_OF_FIELDS)
    return note(place, at, readObject(at, LEVEL_SERVER_TOOLS, FIELDS), KIND_OBJECT)
  }
  if (field === FIELD_FORKED_FROM) return note(place, at, readObject(at, LEVEL_NOTHING, FIELDS), KIND_OBJECT)
  return note(place, at, skipValue(at, 0), KIND_OTHER)
}

/** The blocks of a message; what is no object is left out. */
function readContent(from: usize, place: usize): usize {
  blockCount = 0
  let at = skipSpace(from + 1)
  if (load<u8>(at) === 0x5d) return note(place, from, at + 1, KIND_OBJECT)
  while (true) {
    if (load<u8>(at) === 0x7b) {
      if (blockCount === MOST_BLOCKS) return 0
      const block = BLOCKS + 16 * FIELDS_PER_BLOCK * blockCount
      for (let field = 0; field < FIELDS_PER_BLOCK; field++) store<i32>(block + 16 * field, 0, 8)
      at = readObject(at, LEVEL_BLOCK, block - 16 * FIRST_OF_BLOCK)
      blockCount++
    } else at = skipValue(at, 0)
    if (at === 0) return 0
    at = skipSpace(at)
    if (load<u8>(at) === 0x5d) return note(place, from, at + 1, KIND_OBJECT)
    if (load<u8>(at) !== COMMA) return 0
    at = skipSpace(at + 1)
  }
}
