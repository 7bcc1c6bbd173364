import {SCANNER_CODE} from './scanner-code.ts'

/** Bytes of a log that are looked at together. */
export const BUFFER_BYTES = 256 * 1024

/** Where things stand in the memory of the scanner; its source has the same figures. */
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
  const {nextLine, inspectPiece, isWanted, holdsUsage, readResponse, hashBytes, memory} = exports
  const data = Buffer.from(buffer, DATA, BUFFER_BYTES)
  const [words, numbers] = [new Int32Array(buffer), new Float64Array(buffer)]
  return {nextLine, inspectPiece, isWanted, holdsUsage, readResponse, hashBytes, memory, data, words, numbers}
}

/** Where the line starts that `nextLine` found, or the first that is not whole. */
export function foundStart({words}: Scanner): number {
  return words[FOUND / 4]!
}
