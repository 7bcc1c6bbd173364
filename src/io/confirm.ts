import {createInterface} from 'node:readline/promises'

/** Asks a person at the terminal; null where nobody can be asked. The question goes to stderr, since stdout is the answer. */
export async function confirm(question: string): Promise<boolean | null> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return null
  const lines = createInterface({input: process.stdin, output: process.stderr})
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `)).trim())
  } finally {
    lines.close()
  }
}
