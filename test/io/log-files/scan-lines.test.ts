import {closeSync, openSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {scanLines} from '../../../src/io/log-files/scan-lines.ts'
import {freshHome} from '../../run-pech.ts'

const file = join(freshHome(), 'log.jsonl')

interface Wishes {
  readonly wantsLinks: boolean
  readonly agentIdInEnvelope: boolean
}

/** The lines that a scan hands over, by offset. */
function scanned(content: string, wishes: Wishes): [number, string][] {
  writeFileSync(file, content)
  const found: [number, string][] = []
  const handle = openSync(file, 'r')
  scanLines(handle, 0, Buffer.byteLength(content), {
    wantsLinks: () => wishes.wantsLinks,
    agentIdInEnvelope: wishes.agentIdInEnvelope,
    line: (bytes, start, end, offset) => found.push([offset, bytes.toString('utf8', start, end)]) > 0,
    tooLong: () => {},
  })
  closeSync(handle)
  return found
}

/** The same by the words of the rule. */
function wanted(line: string, {wantsLinks, agentIdInEnvelope}: Wishes): boolean {
  if (line.includes('usage"')) return true
  const text = line.replace(/^\ufeff/, '').replace(/^[ \t\r]+|[ \t\r]+$/g, '')
  if (text === '') return false
  if (!text.startsWith('{') || !text.endsWith('}') || wantsLinks) return true
  if (!line.includes('"tool_result"')) return /user"|Title"|-state"|_boundary"/.test(line)
  return /oolUseResult".*gentId"/.test(line) || line.split('gentId"').length - 1 > Number(agentIdInEnvelope)
}

const word = fc.constantFrom(
  ...'"usage":|sage"|"cacheUsage"|"tool_result"|tool_result"|"toolUseResult"|UseResult"|"agentId"|entId"|"user"|ser"|"aiTitle"|itle"|"cost-state"|_state"|"compact_boundary"|boundary"|"|""|é|x'.split(
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
const space = fc.constantFrom('', '', '', ' ', '\t ', '\r', '\ufeff')
const brace = (text: string) =>
  fc.oneof({weight: 9, arbitrary: fc.constant(text)}, {weight: 1, arbitrary: fc.constant('')})
const line = fc
  .tuple(space, brace('{'), fc.array(word, {maxLength: 8}), gap, fc.array(word, {maxLength: 3}), brace('}'), space)
  .map(([before, open, words, bytes, others, close, after]) =>
    [before, open, ...words, '.'.repeat(bytes), ...others, close, after].join(''),
  )

test('the lines that hold something, or are no objects, are handed over, wherever they stand and however long they are', () => {
  fc.assert(
    fc.property(fc.array(line, {maxLength: 30}), fc.boolean(), fc.boolean(), fc.boolean(), (lines, ...flags) => {
      const wishes = {wantsLinks: flags[0], agentIdInEnvelope: flags[1]}
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
