import {closeSync, openSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {scanLines} from '../../../src/io/log-files/scan-lines.ts'
import {freshHome} from '../../run-pech.ts'

const file = join(freshHome(), 'log.jsonl')

interface Wishes {
  readonly wantsToolResults: boolean
  readonly agentIdInEnvelope: boolean
}

/** The lines that a scan hands over, by offset. */
function scanned(content: string, wishes: Wishes): [number, string][] {
  writeFileSync(file, content)
  const found: [number, string][] = []
  const handle = openSync(file, 'r')
  scanLines(handle, 0, Buffer.byteLength(content), {
    wantsToolResults: () => wishes.wantsToolResults,
    agentIdInEnvelope: wishes.agentIdInEnvelope,
    line: (bytes, start, end, offset) => found.push([offset, bytes.toString('utf8', start, end)]) > 0,
    tooLong: () => {},
  })
  closeSync(handle)
  return found
}

/** The same by the words of the rule. */
function wanted(line: string, {wantsToolResults, agentIdInEnvelope}: Wishes): boolean {
  if (line.includes('usage"')) return true
  if (!line.includes('"tool_result"')) return /user"|Title"|-state"|_boundary"/.test(line)
  return wantsToolResults || line.split('gentId"').length - 1 > Number(agentIdInEnvelope)
}

const word = fc.constantFrom(
  ...'"usage":|sage"|"cacheUsage"|"tool_result"|tool_result"|"agentId"|entId"|"user"|ser"|"aiTitle"|itle"|"cost-state"|_state"|"compact_boundary"|boundary"|"|""|é|x'.split(
    '|',
  ),
  '-'.repeat(15),
  '-'.repeat(300),
)
// now and then a line that is longer than the buffer in which lines are looked for
const gap = fc.oneof(
  {weight: 40, arbitrary: fc.constant(0)},
  {weight: 1, arbitrary: fc.constantFrom(262_100, 262_144, 600_000)},
)
const line = fc
  .tuple(fc.array(word, {maxLength: 8}), gap, fc.array(word, {maxLength: 3}))
  .map(([words, bytes, others]) => words.join('') + '.'.repeat(bytes) + others.join(''))

test('the lines that hold something are handed over, wherever they stand and however long they are', () => {
  fc.assert(
    fc.property(fc.array(line, {maxLength: 30}), fc.boolean(), fc.boolean(), fc.boolean(), (lines, ...flags) => {
      const wishes = {wantsToolResults: flags[0], agentIdInEnvelope: flags[1]}
      const content = lines.join('\n') + (flags[2] ? '\n' : '')
      let offset = 0
      const expected: [number, string][] = []
      for (const text of lines) {
        if (wanted(text, wishes)) expected.push([offset, text])
        offset += Buffer.byteLength(text) + 1
      }
      expect(scanned(content, wishes)).toEqual(expected)
    }),
    {numRuns: 150},
  )
})
