import {createHash} from 'node:crypto'
import {existsSync, globSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {isDeepStrictEqual} from 'node:util'
import {expect, test} from 'vitest'
import {pick, seededRandom} from '../../../fixtures/seeded-random.ts'
import {dataSection} from '../../../scripts/scanner-tables.ts'
import {logPlace} from '../../../src/core/log/log-place.ts'
import {readLine} from '../../../src/core/log/read-line.ts'
import {startContext, type ReaderContext} from '../../../src/core/log/reader-context.ts'
import {takeResponse} from '../../../src/core/log/take-response.ts'
import {readResponseBytes} from '../../../src/io/log-files/read-response-bytes.ts'
import {SCANNER_CODE, SCANNER_SOURCE} from '../../../src/io/log-files/scanner-code.ts'
import {theScanner} from '../../../src/io/log-files/scanner.ts'
import {Collected} from '../../core/log/collected.ts'
import {mutateLine, sampleLines} from '../../properties/mutated-lines.ts'
import {sharedFolder} from '../../shared-folder.ts'

const PLACES = ['/p/s1.jsonl', '/p/s1/subagents/agent-a1.jsonl', '/p/s1/subagents/agent-acompact-1.jsonl'].map((path) =>
  logPlace(path),
)
const places = () =>
  PLACES.map((place) => ({place, parsed: startContext(place.sidechain), stepped: startContext(place.sidechain)}))

interface Reading {
  readonly said: Collected
  readonly context: ReaderContext
  readonly isWhole: boolean
}

function parsed(bytes: Buffer, offset: number, place: (typeof PLACES)[number], context: ReaderContext): Reading {
  const said = new Collected()
  return {said, context, isWhole: readLine(bytes.toString('utf8'), offset, place, context, said)}
}

/** What stepping through the line says, or null where it leaves the line to be parsed. */
function stepped(
  bytes: Buffer,
  offset: number,
  place: (typeof PLACES)[number],
  context: ReaderContext,
): Reading | null {
  const {data} = theScanner()
  bytes.copy(data)
  data[bytes.length] = 10
  const line = readResponseBytes(0, bytes.length, offset)
  if (line === null) return null
  const said = new Collected()
  if (line !== 'nothing') takeResponse(line, offset, place, context, said)
  return {said, context, isWhole: true}
}

interface Comparison {
  /** How many lines were stepped through. */
  stepped: number
  /** Lines of which the two ways say different things. */
  readonly different: string[]
}

/** Reads lines both ways. */
function compare(lines: Iterable<Buffer>): Comparison {
  const comparison: Comparison = {stepped: 0, different: []}
  let offset = 0
  let threads = places()
  for (const line of lines) {
    offset += 100
    if (offset % 100_000 === 0) threads = places()
    const {place, parsed: one, stepped: other} = threads[offset % 3]!
    const expected = parsed(line, offset, place, one)
    const found = stepped(line, offset, place, other)
    if (found === null) parsed(line, offset, place, other)
    else comparison.stepped++
    const isSame = found === null || isDeepStrictEqual(found, expected)
    if (!isSame || !isDeepStrictEqual(one, other)) comparison.different.push(line.toString('latin1'))
  }
  return comparison
}

test('stepping through a broken or unusual line says exactly what parsing it says', () => {
  const random = seededRandom(7)
  const samples = sampleLines()
  const lines = Array.from({length: 12_000}, () => {
    const bytes = Buffer.from(mutateLine(pick(random, samples), pick(random, samples), random))
    if (random() < 0.3) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256)
    return bytes.includes(10) ? Buffer.from(bytes.toString('latin1').replaceAll('\n', ' '), 'latin1') : bytes
  })
  const {stepped, different} = compare(lines)
  expect(different).toEqual([])
  expect(stepped).toBeGreaterThan(1500)
})

const USAGE = '"usage":{"input_tokens":1,"output_tokens":2}'
const line = (message: string, rest = '') => `{"type":"assistant","message":{${message}}${rest}}`

test.each([
  line(`"id":"a","model":"m",${USAGE}`),
  line(`"id":"a","id":"b","model":"m",${USAGE}`),
  line(`"\\u0069d":"b","model":"m",${USAGE}`),
  line(`"id":"a",${USAGE},"usage":{"output_tokens":5}`),
  line(`"id":"a",${USAGE},"usage":null`),
  line(`"id":"a",${USAGE}`, ',"message":{"id":"c"}'),
  line(`"id":"a",${USAGE}`, ',"type":"user"'),
  line(`"id":"a",${USAGE}`, ',"type":"progress"'),
  line(`"id":"a",${USAGE}`, ',"type":"progress","isSidechain":true,"uuid":"u","parentUuid":"v"'),
  line(`"id":"a",${USAGE}`, ',"type":"progresx"'),
  line(`"id":"a",${USAGE}`, ' , "requestId" : "r" \r'),
  line(`"id":"a",${USAGE},"content":[]`),
  line(`"id":"a",${USAGE},"content":"text"`),
  line(`"id":"a",${USAGE},"content":[1,"x",null,{"type":"text","text":"é\\n\\ud83d\\ude00 \\ud83d"},[{}]]`),
  line(`"id":"a",${USAGE},"content":[{"type":"text","text":5},{"type":"thinking","thinking":"t"},]`),
  line(
    `"id":"a",${USAGE},"content":[{"type":"tool_use","id":"t","name":"Skill","input":{"skill":"s","2":1,"1":2}}],"stop_reason":"x"`,
  ),
  line(
    `"id":"a",${USAGE},"content":[{"type":"tool_use","id":"t","name":"Read","input":[1.50,{"b":-0e2}]}],"stop_reason":""`,
  ),
  line(`"id":"a","usage":{"input_tokens":01}`),
  line(`"id":"a","usage":{"input_tokens":1.0,"output_tokens":-0,"cache_read_input_tokens":12345678901}`),
  line(`"id":"a","usage":{"cache_creation":[],"output_tokens":1}`),
  line(
    `"id":"a","usage":{"iterations":[{"type":"compaction","output_tokens":5}],"server_tool_use":{"web_search_requests":2}}`,
  ),
  line(`"id":"a",${USAGE},"x":${'['.repeat(300)}${']'.repeat(300)}`),
  line(`"id":"a",${USAGE},"x":tru`),
  line(`"id":"a",${USAGE},"x":"\t"`),
  line(
    `"id":"a",${USAGE}`,
    ',"isSidechain":true,"uuid":"u","parentUuid":"v","costUSD":0.25,"forkedFrom":{"sessionId":"z"}',
  ),
  line(`${USAGE}`, ',"uuid":"u"'),
  `${line(`"id":"a",${USAGE}`)}x`,
  `\uFEFF${line(`"id":"a",${USAGE}`)}`,
])('parsed or stepped through, a line says the same: %s', (text) => {
  const bytes = Buffer.from(text)
  // after another line, of which nothing may be left behind
  const before = Buffer.from(line(`"id":"z","model":"n",${USAGE},"stop_reason":"end"`, ',"cwd":"/c","costUSD":1'))
  expect(compare([before, bytes, bytes]).different).toEqual([])
})

const shown = (text: string) => line(`"id":"a",${USAGE},"content":[{"type":"text","id":"x","text":"${text}"}]`)

test.each([
  ['escapes', String.raw`\b\f\n\r\t\"\/\\ \u00e9\uD83D\ude00\u0000 \u20AC`],
  ['halves of pairs', String.raw`\ud83d \ude00`],
  ['characters of two, three and four bytes', 'é߿ࠀ€\uffff😀\u{10ffff}'],
  ['a byte that continues nothing', Buffer.from('a\x80', 'latin1')],
  ['characters in too many bytes', Buffer.from('\xc1\xbf', 'latin1')],
  ['characters in too many bytes, again', Buffer.from('\xe0\x9f\xbf \xf0\x8f\xbf\xbf', 'latin1')],
  ['half a pair in bytes', Buffer.from('\xed\xa0\x80', 'latin1')],
  ['beyond the last character', Buffer.from('\xf4\x90\x80\x80 \xf5\x80\x80\x80', 'latin1')],
  ['characters that are cut short', Buffer.from('\xc3 \xe2\x82 \xf0\x9f\x98', 'latin1')],
])('visible text is told apart alike: %s', (_, text) => {
  const bytes = Buffer.from(shown(typeof text === 'string' ? '' : text.toString('latin1')), 'latin1')
  const comparison = compare([typeof text === 'string' ? Buffer.from(shown(text)) : bytes])
  expect(comparison).toEqual({stepped: 1, different: []})
})

test('times are read alike, those that do not exist too', () => {
  const dates = ['1969-12-31', '1970-01-01', '2000-02-29', '2023-02-29', '2024-02-29', '2100-02-29', '2024-13-01']
  const ends = Array.from({length: 12}, (_, month) =>
    [30, 31].map((day) => `2025-${`${month + 1}`.padStart(2, '0')}-${day}`),
  )
  const times = ['10:20:30.456Z', '23:59:59.999Z', '24:00:00.000Z', '10:60:00.000Z', '10:00:60.000Z', '1x:00:00.000Z']
  const all = [...dates, ...ends.flat(), '2024-00-10', '2024-10-00', '20x4-01-01', '9999-12-31', '0000-01-01'].flatMap(
    (date) => times.map((time) => `${date}T${time}`),
  )
  const forms = ['2024-01-01T00:00:00Z', '2024-01-01T00:00:00.000+01:00', '2024-01-01 00:00:00.000Z', '']
  const lines = [...all, ...forms].map((time) => Buffer.from(line(`"id":"a",${USAGE}`, `,"timestamp":"${time}"`)))
  expect(compare(lines)).toEqual({stepped: lines.length, different: []})
})

test.skipIf(!existsSync(sharedFolder))('real lines are stepped through, and say what they say', () => {
  const folder = fileURLToPath(new URL('real/projects', sharedFolder))
  const files = globSync('**/*.jsonl', {cwd: folder}).sort().slice(0, 25)
  const lines = files.flatMap((file) => readFileSync(join(folder, file)).toString('latin1').split('\n'))
  const usual = lines.filter((text) => text.length < 200_000).map((text) => Buffer.from(text, 'latin1'))
  const {stepped, different} = compare(usual)
  expect(different).toEqual([])
  expect(stepped).toBeGreaterThan(usual.length / 10)
})

test('the compiled scanner is that of its source', () => {
  const source = readFileSync(join(import.meta.dirname, '../../../assembly/scanner.ts'))
  expect(createHash('sha256').update(source).digest('hex'), 'run `npm run scanner`').toBe(SCANNER_SOURCE)
  expect(Buffer.from(SCANNER_CODE, 'base64').subarray(-dataSection().length)).toEqual(dataSection())
})
