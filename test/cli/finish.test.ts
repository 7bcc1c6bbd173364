import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test, vi} from 'vitest'
import {finish} from '../../src/cli/finish.ts'
import {freshHome} from '../run-pech.ts'

const renderOptions = {columns: 80, color: true, unicode: true, home: undefined, timezone: 'UTC'}
const presentation = {format: 'table', output: undefined, quiet: false, strict: false, renderOptions} as const
const renderers = {
  table: (_: object, {color}: {color: boolean}) => `color: ${color}`,
  json: () => ({schema: 'pech/x@1'}),
  pdf: () => new Uint8Array([37]),
}
const flawed = {problems: [{code: 'USAGE_REFUSED', count: 1}]}

/** Finishes with stdout and stderr listened to. */
async function finished(...args: Parameters<typeof finish<{problems: readonly {code: string; count: number}[]}>>) {
  const stdout = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  try {
    const exitCode = await finish(...args)
    return {exitCode, stdout: stdout.mock.calls.join(''), stderr: stderr.mock.calls.join('')}
  } finally {
    vi.restoreAllMocks()
  }
}

test('the answer goes to stdout, the talk to stderr', async () => {
  const answer = {report: {problems: []}, notes: ['one', 'two']}
  expect(await finished(answer, renderers, presentation)).toEqual({
    exitCode: 0,
    stdout: 'color: true\n',
    stderr: 'one\ntwo\n',
  })
  expect(await finished(answer, renderers, {...presentation, quiet: true})).toMatchObject({stderr: ''})
})

test('problems are counted in words on stderr, unless --quiet', async () => {
  const {stdout, stderr} = await finished({report: flawed, notes: ['first']}, renderers, presentation)
  expect(stdout).toBe('color: true\n')
  expect(stderr).toMatch(/^first\nwarning: 1 call refused: [^\n]*\n$/)
  expect(await finished({report: flawed}, renderers, {...presentation, format: 'json'})).toMatchObject({
    stderr: expect.stringContaining('1 call refused'),
  })
  expect(await finished({report: flawed}, renderers, {...presentation, quiet: true})).toMatchObject({stderr: ''})
})

test('the verdict is the exit code, in every format', async () => {
  const answer = {report: {problems: []}, exitCode: 2} as const
  expect(await finished(answer, renderers, presentation)).toMatchObject({exitCode: 2})
  expect(await finished(answer, renderers, {...presentation, format: 'json'})).toMatchObject({exitCode: 2})
})

test('--strict turns a flawed yes into a could-not, and leaves a no alone', async () => {
  const strict = {...presentation, strict: true}
  expect(await finished({report: flawed}, renderers, presentation)).toMatchObject({exitCode: 0})
  expect(await finished({report: flawed}, renderers, strict)).toMatchObject({exitCode: 1})
  expect(await finished({report: {problems: []}}, renderers, strict)).toMatchObject({exitCode: 0})
  expect(await finished({report: flawed, exitCode: 2}, renderers, strict)).toMatchObject({exitCode: 2})
})

test('a file gets what stdout would have got, bytes as they are', async () => {
  const output = join(freshHome(), 'answer')
  await finished({report: flawed}, renderers, {...presentation, output})
  expect(readFileSync(output, 'utf8')).toBe('color: true\n')
  await finished({report: flawed}, renderers, {...presentation, format: 'pdf', output})
  expect([...readFileSync(output)]).toEqual([37])
})

test('a form that the answer has not, and a PDF without a file, are refused', async () => {
  await expect(finished({report: flawed}, renderers, {...presentation, format: 'csv'})).rejects.toMatchObject({
    code: 'FORMAT_UNSUPPORTED',
  })
  await expect(finished({report: flawed}, renderers, {...presentation, format: 'pdf'})).rejects.toMatchObject({
    hint: 'add --output FILE',
  })
})

test('JSON that is already text goes out as it is', async () => {
  const asText = {...renderers, json: () => '{"exact": 12345678901234567890}\n'}
  expect(await finished({report: flawed}, asText, {...presentation, format: 'json'})).toMatchObject({
    stdout: '{"exact": 12345678901234567890}\n',
  })
})
