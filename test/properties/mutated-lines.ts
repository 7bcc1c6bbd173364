import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {pick, wholeBetween, type Random} from '../../fixtures/seeded-random.ts'

/** Values that have broken readers of JSON before. */
const VALUES =
  '-1|1.5|1e400|-1e400|9007199254740991|9007199254740992|-0|0.0|1e2|1E-2|"12"|""|null|true|[]|{}|[[]]|"\\u0000"|"\\ud800"|"__proto__"|{"__proto__":{"output_tokens":7}}|{"type":"compaction","output_tokens":5}|"9999-12-31T23:59:59.999Z"|"2026-02-30T00:00:00Z"|"0000-00-00T00:00:00.000Z"'.split(
    '|',
  )

/** Real shapes of lines: those of the demo and of the hostile worlds. */
export function sampleLines(): string[] {
  const fixtures = join(import.meta.dirname, '../../fixtures')
  const files = ['demo/claude/projects', 'worlds'].flatMap((folder) =>
    readdirSync(join(fixtures, folder), {recursive: true, encoding: 'utf8'})
      .filter((path) => path.endsWith('.jsonl'))
      .sort()
      .slice(0, 40)
      .map((path) => join(fixtures, folder, path)),
  )
  const lines = files.flatMap((file) => readFileSync(file, 'utf8').split('\n').slice(0, 60))
  return lines.filter((line) => line.length > 20 && line.length < 4000)
}

/** Breaks a line in one of the ways in which lines break, or changes a value into one that nobody expects. */
export function mutateLine(line: string, other: string, random: Random): string {
  const at = wholeBetween(random, 0, line.length)
  switch (wholeBetween(random, 0, 6)) {
    case 0:
      return line.slice(0, at)
    case 1:
      return line.slice(0, at) + String.fromCharCode(wholeBetween(random, 0, 0xffff)) + line.slice(at + 1)
    case 2:
      return line.slice(0, at) + other.slice(at)
    case 3:
      return line.slice(0, at) + line.slice(wholeBetween(random, at, line.length))
    default: {
      const fields = [...line.matchAll(/":(?:"(?:[^"\\]|\\.)*"|-?[\d.eE+-]+|null|true|false|\{\}|\[\])/g)]
      if (fields.length === 0) return line
      const field = pick(random, fields)
      return `${line.slice(0, field.index)}":${pick(random, VALUES)}${line.slice(field.index + field[0].length)}`
    }
  }
}
