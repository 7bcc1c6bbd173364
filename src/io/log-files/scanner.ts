import {LEVELS} from './response-fields.ts'
import {SCANNER_CODE} from './scanner-code.ts'

/** Bytes of a log that are looked at together. */
export const BUFFER_BYTES = 256 * 1024

/** Where things stand in the scanner's memory; its source has the same figures. */
const NAMES = 1024
const NAME_TEXTS = 4096
const FOUND = 512
const MASK = 640
const VECTORS = 768
const DATA = 65536

/** Bytes that fill a vector each: quote, line feed, backslash, the bits no control character has, the low bits, one bit. */
const REPEATED = [0x22, 0x0a, 0x5c, 0xe0, 0x0f, 0x10]

/** Last letters of the keys, each at the place of its low four bits and with the one bit: so `d` and `t` share a place. */
const LAST_LETTERS = [0, 0, 0x72, 0, 0x74, 0x75, 0, 0, 0, 0x79, 0, 0, 0, 0, 0, 0]

/** The letters before them, at the place of their low four bits. */
const SECOND_LAST_LETTERS = [0, 0, 0x72, 0, 0x74, 0x65, 0, 0x67, 0, 0x49, 0, 0, 0x6c, 0, 0, 0]

/** The compiled loops of `assembly/scanner.ts`, and their memory. */
export interface Scanner extends ScannerExports {
  /** Bytes to be scanned are put here; positions count from its start. */
  readonly data: Buffer
  readonly words: Int32Array
  readonly numbers: Float64Array
}

let scanner: Scanner | null = null

/** Made when it is first needed: half a millisecond. */
export function theScanner(): Scanner {
  scanner ??= makeScanner()
  return scanner
}

function makeScanner(): Scanner {
  const {exports} = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(SCANNER_CODE, 'base64')))
  const {buffer} = exports.memory
  writeConstants(Buffer.from(buffer))
  writeNames(Buffer.from(buffer))
  const {nextLine, inspectPiece, isWanted, holdsUsage, readResponse, hashBytes, memory} = exports
  const data = Buffer.from(buffer, DATA, BUFFER_BYTES)
  const [words, numbers] = [new Int32Array(buffer), new Float64Array(buffer)]
  return {nextLine, inspectPiece, isWanted, holdsUsage, readResponse, hashBytes, memory, data, words, numbers}
}

/** Where the line starts that `nextLine` found, or the first that is not whole. */
export function foundStart({words}: Scanner): number {
  return words[FOUND / 4]!
}

/** Writes what the scanner's loops compare with: constants in its code would be made anew at every use. */
function writeConstants(memory: Buffer): void {
  for (const [index, byte] of REPEATED.entries()) memory.fill(byte, VECTORS + 16 * index, VECTORS + 16 * (index + 1))
  memory.set(LAST_LETTERS, VECTORS + 16 * REPEATED.length)
  memory.set(SECOND_LAST_LETTERS, VECTORS + 16 * (REPEATED.length + 1))
  memory.fill(0xff, MASK, MASK + 32)
}

/** Writes the table in which the scanner looks up names: by hash, the next free place when it is taken. */
function writeNames(memory: Buffer): void {
  let place = NAME_TEXTS
  LEVELS.forEach((fields, level) => {
    for (const [name, field] of Object.entries(fields)) {
      const first = name.charCodeAt(0)
      const last = name.charCodeAt(name.length - 1)
      let hash = first * 31 + last * 7 + name.length * 13 + level * 17
      while (memory[NAMES + 8 * (hash & 255) + 3] !== 0) hash++
      const entry = NAMES + 8 * (hash & 255)
      memory.writeUInt16LE(place, entry)
      memory.set([name.length, level + 1, field], entry + 2)
      place += memory.write(name, place, 'latin1')
    }
  })
}
