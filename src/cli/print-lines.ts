import {once} from 'node:events'
import {writeLines} from '../io/write-lines.ts'

/**
 * Writes lines to stdout as they come, at the pace at which they are taken: for output of any length. With a file named they
 * go there instead.
 */
export async function printLines(lines: Iterable<string>, output: string | undefined): Promise<void> {
  if (output === undefined) await printPieces(joined(lines))
  else writeLines(output, lines)
}

/** Writes to stdout piece by piece, at the pace at which they are taken. */
export async function printPieces(pieces: Iterable<string | Uint8Array>): Promise<void> {
  for (const piece of pieces) {
    if (!process.stdout.write(piece)) await once(process.stdout, 'drain')
  }
}

function* joined(lines: Iterable<string>): Generator<string> {
  let piece = ''
  for (const line of lines) {
    piece += line.endsWith('\n') ? line : `${line}\n`
    if (piece.length < 65_536) continue
    yield piece
    piece = ''
  }
  yield piece
}
