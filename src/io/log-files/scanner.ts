import {LEVELS} from './response-fields.ts'
import {SCANNER_CODE} from './scanner-code.ts'

/** Bytes of a log that are looked at together. */
export const BUFFER_BYTES = 256 * 1024

/** Where things stand in the scanner's memory; its source has the same figures. */
const NAMES = 1024
const NAME_TEXTS = 4096
const FOUND = 512
const DATA = 65536

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
