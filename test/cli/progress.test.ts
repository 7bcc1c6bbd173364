import {afterEach, beforeEach, expect, test, vi} from 'vitest'
import {progressOnStderr} from '../../src/cli/progress.ts'

let written: string[] = []
const isTTY = process.stderr.isTTY

beforeEach(() => {
  written = []
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0)
  vi.useFakeTimers({toFake: ['performance']})
})

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  process.stderr.isTTY = isTTY
})

test('work of more than a second says share, rate and time left, five times a second at most; the line goes away', () => {
  process.stderr.isTTY = true
  const {onProgress, clear} = progressOnStderr(true)
  vi.advanceTimersByTime(900)
  onProgress(90e6, 400e6)
  expect(written).toEqual([])
  vi.advanceTimersByTime(100)
  onProgress(100e6, 400e6)
  onProgress(101e6, 400e6)
  clear()
  expect(written).toEqual(['\r\u001B[Kreading logs: 25%, 100 MB/s, 3 s left', '\r\u001B[K'])
})

test('other work has its own words', () => {
  process.stderr.isTTY = true
  const {onProgress} = progressOnStderr(true, {doing: 'counting', rate: (sheep) => `${sheep} sheep/s`})
  vi.advanceTimersByTime(2000)
  onProgress(10, 20)
  expect(written).toEqual(['\r\u001B[Kcounting: 50%, 5 sheep/s, 2 s left'])
})

test.each([
  ['off a terminal', false, true],
  ['when it is not wanted', true, false],
])('%s nothing is written', (_, terminal, wanted) => {
  process.stderr.isTTY = terminal
  const {onProgress, clear} = progressOnStderr(wanted)
  vi.advanceTimersByTime(5000)
  onProgress(1, 2)
  clear()
  expect(written).toEqual([])
})
