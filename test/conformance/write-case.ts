import {mkdirSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'

type Line = string | {readonly hex: string}

/** A conformance case: files to write, a clock and a zone, and what must come out. */
export interface Case {
  readonly name: string
  readonly why: string
  readonly files: Readonly<
    Record<string, readonly Line[] | {readonly lines: readonly Line[]; readonly finalNewline: boolean}>
  >
  readonly now: string
  readonly timezone: string
  readonly expect: Readonly<Record<string, unknown>>
}

/** Writes a case's files below a folder, byte for byte. */
export function writeCase(files: Case['files'], folder: string): void {
  for (const [path, content] of Object.entries(files)) {
    const lines = 'lines' in content ? content.lines : content
    const bytes = lines.flatMap((line) => [
      typeof line === 'string' ? Buffer.from(line) : Buffer.from(line.hex, 'hex'),
      Buffer.from('\n'),
    ])
    if ('lines' in content && !content.finalNewline) bytes.pop()
    mkdirSync(dirname(join(folder, path)), {recursive: true})
    writeFileSync(join(folder, path), Buffer.concat(bytes))
  }
}
