import {once} from 'node:events'

/** Writes lines to stdout as they come, at the pace at which they are taken: for output of any length. */
export async function printLines(lines: Iterable<string>): Promise<void> {
  let piece = ''
  for (const line of lines) {
    piece += line.endsWith('\n') ? line : `${line}\n`
    if (piece.length < 65_536) continue
    if (!process.stdout.write(piece)) await once(process.stdout, 'drain')
    piece = ''
  }
  process.stdout.write(piece)
}
