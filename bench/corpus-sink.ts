import {closeSync, mkdirSync, openSync, writeSync} from 'node:fs'
import {dirname} from 'node:path'
import {pick, randomText, wholeBetween, type Random} from '../fixtures/seeded-random.ts'

/** Text that may stand inside a JSON string as it is, cut at the boundaries only. */
export type Filler = {bytes: Buffer; boundaries: Uint32Array}

const words =
  'const return await order price total index customer value select from where join update test expect'.split(' ')
const accents = ['é', 'ü', 'ß', '→', '…', '日本語', '価格', '✓', 'Привет', '🚀']

/** Lines of something like code: escapes for newlines, tabs and quotes, and now and then a letter beyond ASCII. */
export function makeFiller(random: Random, length: number): Filler {
  const bytes = Buffer.allocUnsafe(length + 400)
  const boundaries: number[] = []
  let size = 0
  while (size < length) {
    let line = '\\t'.repeat(wholeBetween(random, 0, 3))
    for (let count = wholeBetween(random, 1, 14); count > 0; count--) line += `${pick(random, words)} `
    if (random() < 0.2) line += `\\"${pick(random, words)}\\"`
    if (random() < 0.06) line += pick(random, accents)
    boundaries.push(size)
    size += bytes.write(`${line}\\n`, size)
  }
  return {bytes: bytes.subarray(0, size), boundaries: Uint32Array.from(boundaries)}
}

/** Base64, as images and signatures hold it; it may be cut anywhere. */
export function makeBase64(random: Random, length: number): Filler {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  const bytes = Buffer.from(randomText(random, length, alphabet))
  return {bytes, boundaries: Uint32Array.from({length: Math.floor(length / 4)}, (_, index) => index * 4)}
}

/** Writes files through one large buffer; `size` is what the open file holds so far. */
export type Sink = {
  open: (path: string) => void
  text: (text: string) => void
  filler: (filler: Filler, length: number) => void
  size: () => number
  close: () => void
  totalBytes: () => number
  totalFiles: () => number
}

export function makeSink(random: Random): Sink {
  const buffer = Buffer.allocUnsafe(8 << 20)
  const folders = new Set<string>()
  let descriptor = -1
  let used = 0
  let size = 0
  let total = 0
  let files = 0
  const flush = (): void => {
    for (let written = 0; written < used;) written += writeSync(descriptor, buffer, written, used - written)
    used = 0
  }
  const copy = (source: Buffer, start: number, end: number): void => {
    for (let from = start; from < end;) {
      if (used === buffer.length) flush()
      const taken = source.copy(buffer, used, from, Math.min(end, from + buffer.length - used))
      used += taken
      from += taken
    }
    size += end - start
  }
  return {
    open: (path) => {
      const folder = dirname(path)
      if (!folders.has(folder)) mkdirSync(folder, {recursive: true})
      folders.add(folder)
      descriptor = openSync(path, 'w')
      size = 0
      files++
    },
    text: (text) => {
      if (buffer.length - used < text.length * 3) flush()
      const written = buffer.write(text, used)
      used += written
      size += written
    },
    filler: (filler, length) => {
      const {bytes, boundaries} = filler
      for (let left = length; left > 0;) {
        const first = Math.floor(random() * boundaries.length)
        const start = boundaries[first] ?? 0
        const last = firstAtLeast(boundaries, start + left)
        const end = last < boundaries.length ? (boundaries[last] ?? 0) : bytes.length
        copy(bytes, start, end)
        left -= end - start
      }
    },
    size: () => size,
    close: () => {
      flush()
      closeSync(descriptor)
      total += size
    },
    totalBytes: () => total,
    totalFiles: () => files,
  }
}

/** Index of the first element that is at least `value`; the length when there is none. */
function firstAtLeast(sorted: Uint32Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}
