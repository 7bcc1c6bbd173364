/**
 * The innermost loops of reading logs, in AssemblyScript: what looks at every byte. It finds the lines that hold calls or
 * attribution, and steps through the JSON of responses, noting where the wanted values stand. `npm run scanner` compiles
 * it into `src/io/log-files/scanner-code.ts`; `scanner.ts` beside that file is its only user.
 */

/** Names that are wanted, by hash: 8 bytes each (place of the name, its length, level + 1, field). Written by the user. */
const NAMES: usize = 1024
/** What `nextLine` found: start of the line, and of the first line that is not whole. */
const FOUND: usize = 512
/** Constants of the innermost loops, 16 bytes each: what stands in the code is made anew at every use. Written by the user. */
const QUOTES: usize = 768
const LINE_FEEDS: usize = 784
const BACKSLASHES: usize = 800
const HIGH_BITS: usize = 816
const ZEROS: usize = 896
const LOW_BITS: usize = 832
const BIT: usize = 848
/** Last letters of the keys that are looked for, and the ones before them: see `scanner.ts`. */
const LAST_LETTERS: usize = 864
const SECOND_LAST_LETTERS: usize = 880
/** 32 bytes of ones, then 32 zeros: from somewhere in between on it masks what lies beyond a name. */
const MASK: usize = 640
/** Values by field: 16 bytes each (start, end, kind, number of the text). */
const FIELDS: usize = 8192
/** The same for the blocks of a message. */
const BLOCKS: usize = 16384
const MOST_BLOCKS: i32 = 256
const FIELDS_PER_BLOCK: i32 = 6
/** Each field's last short plain text: 256 bytes each (length, number, bytes). */
const TEXTS: usize = 40960
const LONGEST_TEXT: i32 = 248
/** What a response says, drawn from its fields; see `digest`. */
const DIGEST: usize = 52224
const TOOLS: usize = 52480
const VISIBLE: usize = 56576
/** Fields of the last response that tell whether the next one is of the same place: 4 bytes each. */
const ENVELOPE: usize = 60672
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
const FIELD_TYPE: i32 = 2
const FIELD_UUID: i32 = 3
const FIELD_PARENT_UUID: i32 = 4
const FIELD_SIDECHAIN: i32 = 5
const FIELD_TIMESTAMP: i32 = 8
const FIRST_OF_PLACE: i32 = 9
const FIRST_OF_MESSAGE: i32 = 19
const FIELD_CONTENT: i32 = 19
const FIELD_USAGE: i32 = 20
const FIELD_STOP_REASON: i32 = 23
const FIRST_OF_USAGE: i32 = 24
const FIELD_CACHE_CREATION: i32 = 24
const FIELD_SERVER_TOOLS: i32 = 25
const FIRST_COUNT: i32 = 26
const FIELD_ITERATIONS: i32 = 30
const FIRST_OF_CACHE_CREATION: i32 = 34
const FIRST_OF_SERVER_TOOLS: i32 = 36
const END_OF_FIELDS: i32 = 37
const FIRST_OF_BLOCK: i32 = 37
const BLOCK_ID: i32 = 38
const FIRST_OF_CONTENTS: i32 = 40

const QUOTE: i32 = 0x22
const BACKSLASH: i32 = 0x5c
const COMMA: i32 = 0x2c
const COLON: i32 = 0x3a
const OPENING_BRACE: i32 = 0x7b
const CLOSING_BRACE: i32 = 0x7d
const LINE_FEED: i32 = 10
const DEEPEST: i32 = 100

// ---- lines ----

let usage = false
let result = false
let other = false
let agentIds = 0
let inResult = false
let resultAgentId = false
/** First and last byte of the line that are no space; -1 when there is none. */
let first: i32 = -1
let last: i32 = -1

/** Looks for the keys that make a line worth reading. All end in a quote. @param at - Position of a quote. */
function inspect(at: usize): void {
  const before = load<u32>(at - 4)
  if (before === 0x65676173) {
    if (load<u8>(at - 5) === 0x75) usage = true // usage"
  } else if (before === 0x6449746e) {
    if (load<u16>(at - 6) !== 0x6567) return
    agentIds++ // gentId"
    if (inResult) resultAgentId = true
  } else if (before === 0x746c7573) {
    if (load<u32>(at - 8) === 0x65725f6c && load<u32>(at - 12) === 0x6f6f7422)
      result = true // "tool_result"
    else if (load<u32>(at - 8) === 0x65526573 && load<u32>(at - 12) === 0x556c6f6f) inResult = true // oolUseResult"
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

/** Marks line feeds, and quotes that are not escaped: few, where most bytes are what was written. */
function marksAt(at: usize, quotes: v128, lineFeeds: v128, backslashes: v128): v128 {
  const bytes = v128.load(at)
  const escaped = i8x16.eq(v128.load(at - 1), backslashes)
  return v128.or(v128.andnot(i8x16.eq(bytes, quotes), escaped), i8x16.eq(bytes, lineFeeds))
}

/** Of such marks, the line feeds, and the quotes after two letters that may be the last ones of a key. */
function sift(marks: v128, at: usize, lineFeeds: v128): u64 {
  const lowBits = v128.load(LOW_BITS)
  const last = v128.load(at - 1)
  const isLast = i8x16.eq(
    i8x16.swizzle(v128.load(LAST_LETTERS), v128.and(last, lowBits)),
    v128.or(last, v128.load(BIT)),
  )
  const second = v128.load(at - 2)
  const isSecond = i8x16.eq(i8x16.swizzle(v128.load(SECOND_LAST_LETTERS), v128.and(second, lowBits)), second)
  const isLineFeed = i8x16.eq(v128.load(at), lineFeeds)
  return <u64>i8x16.bitmask(v128.and(marks, v128.or(v128.and(isLast, isSecond), isLineFeed)))
}

/** Inspects the quotes from a position on, up to the next line feed. @returns The line feed's position, or the limit. */
function inspectLine(at: usize, limit: usize): usize {
  const quotes = v128.load(QUOTES)
  const lineFeeds = v128.load(LINE_FEEDS)
  const backslashes = v128.load(BACKSLASHES)
  for (; at < limit; at += 64) {
    const a = marksAt(at, quotes, lineFeeds, backslashes)
    const b = marksAt(at + 16, quotes, lineFeeds, backslashes)
    const c = marksAt(at + 32, quotes, lineFeeds, backslashes)
    const d = marksAt(at + 48, quotes, lineFeeds, backslashes)
    if (!v128.any_true(v128.or(v128.or(a, b), v128.or(c, d)))) continue
    let marks = sift(a, at, lineFeeds) | (sift(b, at + 16, lineFeeds) << 16)
    marks |= (sift(c, at + 32, lineFeeds) << 32) | (sift(d, at + 48, lineFeeds) << 48)
    for (; marks !== 0; marks &= marks - 1) {
      const mark = at + <usize>ctz(marks)
      if (mark >= limit) return limit
      if (load<u8>(mark) === LINE_FEED) return mark
      inspect(mark)
    }
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
export function nextLine(from: i32, to: i32, wantsLinks: i32, agentIdsInEnvelope: i32): i32 {
  let start = DATA + from
  const limit = DATA + to
  while (true) {
    forget()
    const end = inspectLine(start, limit)
    store<i32>(FOUND, <i32>(start - DATA))
    if (end === limit) return -1
    frame(start, end)
    if (isWanted(wantsLinks, agentIdsInEnvelope)) return <i32>(end - DATA)
    start = end + 1
  }
}

/** Looks at a piece of a line, on top of the pieces before; the first piece must be told. */
export function inspectPiece(from: i32, to: i32, isFirst: i32): void {
  if (isFirst) forget()
  inspectLine(DATA + from, DATA + to)
  frame(DATA + from, DATA + to)
}

/** Notes how a line, or a piece of it on top of the pieces before, begins and ends. */
function frame(start: usize, end: usize): void {
  if (first < 0) {
    let at = start
    if (<i32>load<u16>(at) === 0xbbef && <i32>load<u8>(at + 2) === 0xbf && at + 3 <= end) at += 3 // a byte order mark
    at = skipSpace(at)
    if (at >= end) return
    first = <i32>load<u8>(at)
  }
  let at = end - 1
  while (at > start && isSpace(<i32>load<u8>(at))) at--
  if (!isSpace(<i32>load<u8>(at))) last = <i32>load<u8>(at)
}

/** A line that is no object in its braces is wanted, so that it is told to be no JSON. */
export function isWanted(wantsLinks: i32, agentIdsInEnvelope: i32): bool {
  if (usage) return true
  if (first < 0) return false
  if (first !== OPENING_BRACE || last !== CLOSING_BRACE || wantsLinks !== 0) return true
  return result ? resultAgentId || agentIds > agentIdsInEnvelope : other
}

export function holdsUsage(): bool {
  return usage
}

function forget(): void {
  usage = false
  result = false
  other = false
  agentIds = 0
  inResult = false
  resultAgentId = false
  first = -1
  last = -1
}

// ---- JSON, as strict as JSON.parse: every function takes a position and gives the one after, or 0 ----

function skipSpace(at: usize): usize {
  while (isSpace(<i32>load<u8>(at))) at++
  return at
}

function isSpace(byte: i32): bool {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d
}

/** Whether the text that was stepped over last is plain: ASCII without escapes. */
let isPlain = true

/** @param at - Position after the opening quote. */
function skipText(at: usize): usize {
  const quotes = v128.load(QUOTES)
  const backslashes = v128.load(BACKSLASHES)
  const highBits = v128.load(HIGH_BITS)
  const zeros = v128.load(ZEROS)
  isPlain = true
  while (at !== 0) {
    const bytes = v128.load(at)
    const ends = v128.or(i8x16.eq(bytes, quotes), i8x16.eq(v128.and(bytes, highBits), zeros))
    let special = i8x16.bitmask(v128.or(ends, i8x16.eq(bytes, backslashes)))
    const high = i8x16.bitmask(bytes)
    let next = at + 16
    while (special !== 0) {
      const index = ctz(special)
      const place = at + index
      const byte = <i32>load<u8>(place)
      if (byte === QUOTE) {
        if ((high & ((1 << index) - 1)) !== 0) isPlain = false
        return place + 1
      }
      if (byte !== BACKSLASH) return 0
      isPlain = false
      const escaped = <i32>load<u8>(place, 1)
      if (isEscape(escaped)) {
        if (index === 15) next = place + 2
        special &= ~(3 << index)
      } else {
        next = escaped === 0x75 ? skipHex(place + 2) : 0
        break
      }
    }
    if (high !== 0) isPlain = false
    at = next
  }
  return 0
}

/** Whether a byte after a backslash stands for one character: one of `"/\bfnrt`. */
function isEscape(byte: i32): bool {
  if (byte >= 128) return false
  const escapes: u64 = byte < 64 ? 0x0000_8004_0000_0000 : 0x0014_4044_1000_0000
  return ((escapes >> (byte & 63)) & 1) !== 0
}

function skipHex(at: usize): usize {
  for (let index = 0; index < 4; index++) if (!isHex(<i32>load<u8>(at + index))) return 0
  return at + 4
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
  if (byte === 0x7b) return depth > DEEPEST ? 0 : readObject(at, LEVEL_NOTHING, FIELDS, depth)
  if (byte === 0x5b) return depth > DEEPEST ? 0 : skipArray(at, depth)
  if (byte === 0x2d || isDigit(byte)) return skipNumber(at)
  return skipWord(at)
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
 * @returns How many blocks its message has; −1 when it is no response in usual form: then it must be parsed as a whole;
 *   −2 when it is whole and says nothing.
 */
export function readResponse(from: i32, to: i32): i32 {
  const at = DATA + from
  if (load<u8>(at) !== 0x7b) return -1
  blockCount = 0
  clear(0, END_OF_FIELDS)
  const end = readObject(at, LEVEL_LINE, FIELDS, 0)
  if (end === 0 || skipSpace(end) !== DATA + to) return -1
  if (!isOfType(0x6973_7361, 0x6e61_7473, 9)) return holdsNothing() ? -2 : -1 // assistan
  digest()
  return blockCount
}

/** Lines of type `progress` repeat what others say; one of an inline sidechain links others to it. */
function holdsNothing(): bool {
  return isOfType(0x676f_7270, 0x7373_6572, 8) && kindOf(FIELD_SIDECHAIN) !== KIND_TRUE
}

/** @param start - First four bytes of the type. @param next - The four after them. */
function isOfType(start: u32, next: u32, length: i32): bool {
  const type = FIELDS + 16 * FIELD_TYPE
  if (load<i32>(type, 8) !== KIND_TEXT || load<i32>(type, 4) - load<i32>(type) !== length) return false
  const at = DATA + load<i32>(type)
  return load<u32>(at) === start && load<u32>(at, 4) === next && (length === 8 || load<u8>(at, 8) === 0x74)
}

function clear(from: i32, to: i32): void {
  for (let field = from; field < to; field++) store<i32>(FIELDS + 16 * field, 0, 8)
}

/** Reads an object's wanted members into fields; of a name that occurs twice the last value holds, as in JSON.parse. */
function readObject(from: usize, level: i32, fields: usize, depth: i32): usize {
  let at = skipSpace(from + 1)
  if (load<u8>(at) === 0x7d) return at + 1
  while (load<u8>(at) === QUOTE) {
    const start = at + 1
    at = skipText(start)
    if (at === 0) return 0
    let field = -1
    if (level !== LEVEL_NOTHING) {
      if (!isPlain && hasBackslash(start, at)) return 0 // an escape may spell any name
      field = findName(start, <i32>(at - 1 - start), level)
    }
    at = skipSpace(at)
    if (load<u8>(at) !== COLON) return 0
    at = skipSpace(at + 1)
    at = field < 0 ? skipValue(at, depth + 1) : readMember(at, field, fields)
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
    if (load<u8>(entry, 3) === level + 1 && load<u8>(entry, 2) === length && isName(load<u16>(entry), start, length)) {
      return load<u8>(entry, 4)
    }
    hash++
  }
}

/** Whether a wanted name stands at a place; both are looked at as 32 bytes. */
function isName(name: usize, start: usize, length: i32): bool {
  const mask = MASK + 32 - length
  const a = v128.and(v128.xor(v128.load(name), v128.load(start)), v128.load(mask))
  const b = v128.and(v128.xor(v128.load(name + 16), v128.load(start + 16)), v128.load(mask + 16))
  return !v128.any_true(v128.or(a, b))
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
  const length = <i32>(end - 1 - start)
  if (neverRepeats(field) || length > LONGEST_TEXT) return end
  const text = TEXTS + 256 * field
  if (load<i32>(text) !== length || !isSame(text + 8, start, length)) {
    store<i32>(text, length)
    store<i32>(text, ++textCount, 4)
    for (let at: usize = 0; at < <usize>length; at += 8) store<u64>(text + 8 + at, load<u64>(start + at))
  }
  store<i32>(place, load<i32>(text, 4), 12)
  return end
}

function neverRepeats(field: i32): bool {
  if (field >= FIRST_OF_CONTENTS || field === BLOCK_ID || field === FIELD_TIMESTAMP) return true
  return field === FIELD_UUID || field === FIELD_PARENT_UUID
}

function readNumber(at: usize, place: usize): usize {
  let count = 0
  let end = at
  for (let byte = <i32>load<u8>(end); isDigit(byte) && end - at < 10; byte = <i32>load<u8>(++end)) {
    count = count * 10 + byte - 0x30
  }
  const next = <i32>load<u8>(end)
  const goesOn = end - at === 10 || next === 0x2e || (next | 0x20) === 0x65
  if (goesOn || (load<u8>(at) === 0x30 && end - at > 1)) return note(place, at, skipNumber(at), KIND_OTHER)
  store<i32>(place, count)
  store<i32>(place, KIND_COUNT, 8)
  return end
}

function readNested(at: usize, field: i32, place: usize): usize {
  if (field === FIELD_MESSAGE) {
    blockCount = 0
    clear(FIRST_OF_MESSAGE, END_OF_FIELDS)
    return note(place, at, readObject(at, LEVEL_MESSAGE, FIELDS, 0), KIND_OBJECT)
  }
  if (field === FIELD_USAGE) {
    clear(FIRST_OF_USAGE, END_OF_FIELDS)
    return note(place, at, readObject(at, LEVEL_USAGE, FIELDS, 0), KIND_OBJECT)
  }
  if (field === FIELD_CACHE_CREATION) {
    clear(FIRST_OF_CACHE_CREATION, FIRST_OF_SERVER_TOOLS)
    return note(place, at, readObject(at, LEVEL_CACHE_CREATION, FIELDS, 0), KIND_OBJECT)
  }
  if (field === FIELD_SERVER_TOOLS) {
    clear(FIRST_OF_SERVER_TOOLS, END_OF_FIELDS)
    return note(place, at, readObject(at, LEVEL_SERVER_TOOLS, FIELDS, 0), KIND_OBJECT)
  }
  if (field === FIELD_FORKED_FROM) return note(place, at, readObject(at, LEVEL_NOTHING, FIELDS, 0), KIND_OBJECT)
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
      at = readObject(at, LEVEL_BLOCK, block - 16 * FIRST_OF_BLOCK, 0)
      blockCount++
    } else at = skipValue(at, 0)
    if (at === 0) return 0
    at = skipSpace(at)
    if (load<u8>(at) === 0x5d) return note(place, from, at + 1, KIND_OBJECT)
    if (load<u8>(at) !== COMMA) return 0
    at = skipSpace(at + 1)
  }
}

// ---- what the values say ----

/** In the digest: whether the usage holds nothing but counts; whether there is a stop reason. */
const USAGE_IS_PLAIN: i32 = 1
const HAS_STOP: i32 = 2
/** Whether a block is not in usual form: then the blocks must be looked at one by one. */
const IS_UNUSUAL: i32 = 4

/** In a tool or a visible block: it must be looked at. */
const MUST_BE_READ: i32 = 1
/** In a tool: it starts a skill or a subagent. */
const STARTS: i32 = 2

let envelopes = 0
let flags = 0
let tools = 0
let visible = 0

/**
 * Draws from the fields what they say together: number of the envelope (the same for lines of the same place), flags,
 * time (NaN when it must be parsed), how many tools there are and how many visible blocks. The tools and blocks follow:
 * 16 bytes each (hash, block, flags; hash, characters, block or −1).
 */
function digest(): void {
  flags = 0
  tools = 0
  visible = 0
  if (!isSameEnvelope()) envelopes++
  if (usageIsPlain()) flags |= USAGE_IS_PLAIN
  const stop = FIELDS + 16 * FIELD_STOP_REASON
  const stopKind = load<i32>(stop, 8)
  if (stopKind === KIND_OTHER) flags |= IS_UNUSUAL
  const hasStop = stopKind === KIND_TEXT && load<i32>(stop, 4) > load<i32>(stop)
  if (hasStop) flags |= HAS_STOP
  const blocks = kindOf(FIELD_CONTENT) === KIND_OBJECT ? blockCount : 0
  for (let block = 0; block < blocks; block++) digestBlock(block, hasStop)
  store<i32>(DIGEST, envelopes)
  store<i32>(DIGEST, flags, 4)
  store<f64>(DIGEST, timestamp(), 8)
  store<i32>(DIGEST, tools, 16)
  store<i32>(DIGEST, visible, 20)
}

function isSameEnvelope(): bool {
  let isSame = isSameMark(FIELD_SIDECHAIN)
  for (let field = FIRST_OF_PLACE; field < FIRST_OF_MESSAGE; field++) if (!isSameMark(field)) isSame = false
  return isSame
}

/** Whether a field says what it said in the line before; of a long or unusual text this is not known. */
function isSameMark(field: i32): bool {
  const place = FIELDS + 16 * field
  const kind = load<i32>(place, 8)
  const mark = kind === KIND_TEXT ? load<i32>(place, 12) : kind === KIND_OTHER ? 0 : -1 - kind
  if (mark !== 0 && load<i32>(ENVELOPE + 4 * field) === mark) return true
  store<i32>(ENVELOPE + 4 * field, mark)
  return false
}

function kindOf(field: i32): i32 {
  return load<i32>(FIELDS + 16 * field, 8)
}

function usageIsPlain(): bool {
  if (kindOf(FIELD_USAGE) !== KIND_OBJECT || !isEmpty(kindOf(FIELD_ITERATIONS))) return false
  if (!isEmptyOr(kindOf(FIELD_CACHE_CREATION), KIND_OBJECT)) return false
  if (!isEmptyOr(kindOf(FIELD_SERVER_TOOLS), KIND_OBJECT)) return false
  for (let field = FIRST_COUNT; field < FIELD_ITERATIONS; field++) {
    if (!isEmptyOr(kindOf(field), KIND_COUNT)) return false
  }
  for (let field = FIRST_OF_CACHE_CREATION; field < END_OF_FIELDS; field++) {
    if (!isEmptyOr(kindOf(field), KIND_COUNT)) return false
  }
  return true
}

/** Absent, or null. */
function isEmpty(kind: i32): bool {
  return kind === 0 || kind === KIND_NULL
}

function isEmptyOr(kind: i32, other: i32): bool {
  return kind === other || isEmpty(kind)
}

function digestBlock(block: i32, hasStop: bool): void {
  const fields = BLOCKS + 16 * FIELDS_PER_BLOCK * block
  const type = load<i32>(fields, 8)
  if (type === KIND_OTHER) flags |= IS_UNUSUAL
  if (type !== KIND_TEXT) return
  const name = DATA + load<i32>(fields)
  const length = load<i32>(fields, 4) - load<i32>(fields)
  if (length === 4 && load<u32>(name) === 0x7478_6574) {
    if (!hasStop) digestVisible(block, fields, fields + 64) // text
  } else if (length === 8) {
    const word = load<u32>(name)
    const rest = load<u32>(name, 4)
    if (word === 0x6e69_6874 && rest === 0x676e_696b) {
      if (!hasStop) digestVisible(block, fields, fields + 80) // thinking
    } else if (word === 0x6c6f_6f74 && rest === 0x6573_755f) {
      digestTool(block, fields) // tool_use
      if (!hasStop) noteVisible(0, 0, block)
    }
  }
}

function digestTool(block: i32, fields: usize): void {
  const id = load<i32>(fields, 16 + 8)
  const name = load<i32>(fields, 32 + 8)
  if (id === KIND_OTHER || name === KIND_OTHER) flags |= IS_UNUSUAL
  if (name !== KIND_TEXT) return
  const nameLength = load<i32>(fields, 32 + 4) - load<i32>(fields, 32)
  if (nameLength === 0) return
  const idLength = id === KIND_TEXT ? load<i32>(fields, 16 + 4) - load<i32>(fields, 16) : 0
  let notes = idLength === 0 ? MUST_BE_READ : 0
  if (startsSomething(DATA + load<i32>(fields, 32), nameLength)) notes |= STARTS
  beginHash()
  hashPlain(DATA + load<i32>(fields, 16), idLength)
  const tool = TOOLS + 16 * tools++
  store<f64>(tool, endHash())
  store<i32>(tool, block, 8)
  store<i32>(tool, notes, 12)
}

/** `Skill`, `Agent` and `Task`. */
function startsSomething(name: usize, length: i32): bool {
  const word = load<u32>(name)
  if (length === 4) return word === 0x6b73_6154
  return (
    length === 5 &&
    ((word === 0x6c69_6b53 && load<u8>(name, 4) === 0x6c) || (word === 0x6e65_6741 && load<u8>(name, 4) === 0x74))
  )
}

function digestVisible(block: i32, fields: usize, value: usize): void {
  const kind = load<i32>(value, 8)
  const start = DATA + load<i32>(value)
  const length = load<i32>(value, 4) - load<i32>(value)
  const id = load<i32>(fields, 16 + 8)
  if (id === KIND_OTHER) return noteVisible(0, 0, block)
  if (kind !== KIND_TEXT && (kind !== KIND_OTHER || load<u8>(start) !== QUOTE)) return
  beginHash()
  hashPlain(DATA + load<i32>(fields), load<i32>(fields, 4) - load<i32>(fields))
  hashUnit(COLON)
  if (id === KIND_TEXT) hashPlain(DATA + load<i32>(fields, 16), load<i32>(fields, 16 + 4) - load<i32>(fields, 16))
  hashUnit(COLON)
  if (kind === KIND_TEXT) hashPlain(start, length)
  const characters = kind === KIND_TEXT ? length : hashWritten(start + 1)
  if (characters < 0) noteVisible(0, 0, block)
  else if (characters > 0) noteVisible(endHash(), characters, -1)
}

function noteVisible(hash: f64, characters: i32, block: i32): void {
  const place = VISIBLE + 16 * visible++
  store<f64>(place, hash)
  store<i32>(place, characters, 8)
  store<i32>(place, block, 12)
}

/** `YYYY-MM-DDTHH:MM:SS.mmmZ` as milliseconds since 1970; NaN for anything else. */
function timestamp(): f64 {
  const place = FIELDS + 16 * FIELD_TIMESTAMP
  const at = DATA + load<i32>(place)
  if (load<i32>(place, 8) !== KIND_TEXT || load<i32>(place, 4) - load<i32>(place) !== 24) return NaN
  if (load<u8>(at, 4) !== 0x2d || load<u8>(at, 7) !== 0x2d || load<u8>(at, 10) !== 0x54) return NaN
  if (load<u8>(at, 13) !== COLON || load<u8>(at, 16) !== COLON) return NaN
  if (load<u8>(at, 19) !== 0x2e || load<u8>(at, 23) !== 0x5a) return NaN
  const year = digits(at, 2) * 100 + digits(at + 2, 2)
  const month = digits(at + 5, 2)
  const day = digits(at + 8, 2)
  const hour = digits(at + 11, 2)
  const minute = digits(at + 14, 2)
  const second = digits(at + 17, 2)
  const thousandth = digits(at + 20, 3)
  if (digits(at, 2) < 0 || digits(at + 2, 2) < 0 || year < 1970) return NaN
  if (month < 1 || month > 12 || day < 1 || day > lastDay(year, month)) return NaN
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || thousandth < 0) return NaN
  return <f64>dayNumber(year, month, day) * 86_400_000 + <f64>(((hour * 60 + minute) * 60 + second) * 1000 + thousandth)
}

/** The digits at a place as a number, negative when one of them is none. */
function digits(at: usize, count: i32): i32 {
  let number = 0
  for (let index = 0; index < count; index++) {
    const byte = <i32>load<u8>(at + index)
    if (!isDigit(byte)) return -10_000
    number = number * 10 + byte - 0x30
  }
  return number
}

function lastDay(year: i32, month: i32): i32 {
  if (month !== 2) return 30 + ((month + (month >> 3)) & 1)
  return (year & 3) === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
}

/** Days since 1970 of a date. @see https://howardhinnant.github.io/date_algorithms.html#days_from_civil */
function dayNumber(year: i32, month: i32, day: i32): i32 {
  const start = month <= 2 ? year - 1 : year
  const era = start / 400
  const yearOfEra = start - era * 400
  const dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
  return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
}

// ---- the hash of a text, as `core/log/text-hash.ts` ----

let high: u32 = 0
let low: u32 = 0

/** The hash of the data as a text of one character per byte. */
export function hashBytes(from: i32, to: i32): f64 {
  beginHash()
  hashPlain(DATA + from, to - from)
  return endHash()
}

function beginHash(): void {
  high = 0xdeadbeef
  low = 0x41c6ce57
}

function hashUnit(unit: i32): void {
  high = (high ^ unit) * 2654435761
  low = (low ^ unit) * 1597334677
}

function hashPlain(at: usize, length: i32): void {
  let a = high
  let b = low
  for (let index = 0; index < length; index++) {
    const unit = <u32>load<u8>(at + index)
    a = (a ^ unit) * 2654435761
    b = (b ^ unit) * 1597334677
  }
  high = a
  low = b
}

function endHash(): f64 {
  const a = ((high ^ (high >>> 16)) * 2246822507) ^ ((low ^ (low >>> 13)) * 3266489909)
  const b = ((low ^ (low >>> 16)) * 2246822507) ^ ((a ^ (a >>> 13)) * 3266489909)
  return 4294967296.0 * <f64>(b & 2097151) + <f64>a
}

/** Hashes a text that was stepped over, with its escapes resolved. @returns Its length in UTF-16 units, −1 when unusual. */
function hashWritten(from: usize): i32 {
  let at = from
  let units = 0
  while (true) {
    const end = endOfPlain(at)
    hashPlain(at, <i32>(end - at))
    units += <i32>(end - at)
    at = end
    const byte = <i32>load<u8>(at)
    if (byte === QUOTE) return units
    let unit = 0
    if (byte === BACKSLASH) {
      const escaped = <i32>load<u8>(at, 1)
      unit = escaped === 0x75 ? hex(at + 2) : unescaped(escaped)
      at += escaped === 0x75 ? 6 : 2
    } else {
      unit = character(at)
      at += byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
    }
    // half of a pair, or bytes that are no UTF-8
    if (unit < 0 || (unit >= 0xd800 && unit < 0xe000)) return -1
    if (unit > 0xffff) {
      hashUnit(0xd800 + ((unit - 0x10000) >>> 10))
      hashUnit(0xdc00 + ((unit - 0x10000) & 0x3ff))
      units++
    } else hashUnit(unit)
    units++
  }
}

/** The next quote, backslash or byte that is no ASCII. */
function endOfPlain(from: usize): usize {
  const quotes = v128.load(QUOTES)
  const backslashes = v128.load(BACKSLASHES)
  let at = from
  while (true) {
    const bytes = v128.load(at)
    const ends = v128.or(bytes, v128.or(i8x16.eq(bytes, quotes), i8x16.eq(bytes, backslashes)))
    const found = i8x16.bitmask(ends)
    if (found !== 0) return at + ctz(found)
    at += 16
  }
}

function unescaped(byte: i32): i32 {
  if (byte === 0x6e) return 10
  if (byte === 0x74) return 9
  if (byte === 0x72) return 13
  if (byte === 0x62) return 8
  return byte === 0x66 ? 12 : byte
}

function hex(at: usize): i32 {
  let number = 0
  for (let index = 0; index < 4; index++) {
    const byte = <i32>load<u8>(at + index)
    number = number * 16 + (isDigit(byte) ? byte - 0x30 : (byte | 0x20) - 0x57)
  }
  return number
}

/** The code point at a place, −1 when the bytes are none. */
function character(at: usize): i32 {
  const first = <i32>load<u8>(at)
  const second = <i32>load<u8>(at, 1)
  if (!continues(second) || first < 0xc2) return -1
  if (first < 0xe0) return ((first & 0x1f) << 6) | (second & 0x3f)
  const third = <i32>load<u8>(at, 2)
  if (!continues(third)) return -1
  if (first < 0xf0) {
    const point = ((first & 0x0f) << 12) | ((second & 0x3f) << 6) | (third & 0x3f)
    return point < 0x800 ? -1 : point
  }
  const fourth = <i32>load<u8>(at, 3)
  if (!continues(fourth)) return -1
  const point = ((first & 0x07) << 18) | ((second & 0x3f) << 12) | ((third & 0x3f) << 6) | (fourth & 0x3f)
  return first > 0xf4 || point < 0x10000 || point > 0x10ffff ? -1 : point
}

function continues(byte: i32): bool {
  return (byte & 0xc0) === 0x80
}
