import {LEVELS} from '../src/io/log-files/response-fields.ts'

/** Where things stand in the scanner's memory; its source has the same figures. */
const MASK = 640
const VECTORS = 768
const NAMES = 1024
const NAME_TEXTS = 4096

/** Bytes that fill a vector each: quote, line feed, backslash, the bits no control character has, the low bits, one bit. */
const REPEATED = [0x22, 0x0a, 0x5c, 0xe0, 0x0f, 0x10]

/** Last letters of the keys, each at the place of its low four bits and with the one bit: so `d` and `t` share a place. */
const LAST_LETTERS = [0, 0, 0x72, 0, 0x74, 0x75, 0, 0, 0, 0x79, 0, 0, 0, 0, 0, 0]

/** The letters before them, at the place of their low four bits. */
const SECOND_LAST_LETTERS = [0, 0, 0x72, 0, 0x74, 0x65, 0, 0x67, 0, 0x49, 0, 0, 0x6c, 0, 0, 0]

const DATA_SECTION = 11
const I32_CONST = 0x41
const END = 0x0b

/**
 * What the scanner's loops compare with and look up, as the last section of its code: so it stands in its memory from the
 * beginning, and no hook spends time on writing it.
 */
export function dataSection(): Buffer {
  const {table, texts} = names()
  const segments = [segment(MASK, constants()), segment(NAMES, table), segment(NAME_TEXTS, texts)]
  const content = Buffer.concat([unsigned(segments.length), ...segments])
  return Buffer.concat([Buffer.from([DATA_SECTION]), unsigned(content.length), content])
}

/** Constants of the innermost loops: in its code they would be made anew at every use. */
function constants(): Buffer {
  const vectors = [...REPEATED.map((byte) => Buffer.alloc(16, byte)), LAST_LETTERS, SECOND_LAST_LETTERS]
  const bytes = Buffer.alloc(VECTORS - MASK + 16 * vectors.length).fill(0xff, 0, 32)
  vectors.forEach((vector, index) => bytes.set(vector, VECTORS - MASK + 16 * index))
  return bytes
}

/** The table in which names are looked up: by hash, the next free place when it is taken. */
function names(): {table: Buffer; texts: Buffer} {
  const table = Buffer.alloc(8 * 256)
  const texts: string[] = []
  LEVELS.forEach((fields, level) => {
    for (const [name, field] of Object.entries(fields)) {
      let hash = name.charCodeAt(0) * 31 + name.charCodeAt(name.length - 1) * 7 + name.length * 13 + level * 17
      while (table[8 * (hash & 255) + 3] !== 0) hash++
      const entry = 8 * (hash & 255)
      table.writeUInt16LE(NAME_TEXTS + texts.join('').length, entry)
      table.set([name.length, level + 1, field], entry + 2)
      texts.push(name)
    }
  })
  return {table, texts: Buffer.from(texts.join(''))}
}

/** Bytes for a place in the memory. @see https://webassembly.github.io/spec/core/binary/modules.html#data-section */
function segment(place: number, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0, I32_CONST]), signed(place), Buffer.from([END]), unsigned(bytes.length), bytes])
}

/** LEB128: seven bits a byte, the lowest first. */
function unsigned(number: number): Buffer {
  return Buffer.from(number < 128 ? [number] : [(number & 127) | 128, ...unsigned(number >> 7)])
}

/** The same, with a sign in the last byte's second bit. */
function signed(number: number): Buffer {
  return Buffer.from(number < 64 ? [number] : [(number & 127) | 128, ...signed(number >> 7)])
}
