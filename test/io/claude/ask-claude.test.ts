import {chmodSync, mkdtempSync, readFileSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, expect, test, vi} from 'vitest'
import {askClaude} from '../../../src/io/claude/ask-claude.ts'

const hasShell = process.platform !== 'win32'

/** Puts a program called claude in front of the PATH. */
function standIn(script: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'pech-claude-'))
  const program = join(folder, 'claude')
  writeFileSync(program, `#!/bin/sh\n${script}\n`)
  chmodSync(program, 0o755)
  vi.stubEnv('PATH', `${folder}:${process.env['PATH']}`)
  return folder
}

afterEach(() => vi.unstubAllEnvs())

test.skipIf(!hasShell)('the question goes in on stdin, and what is printed comes out', async () => {
  const folder = standIn(`cat > "$(dirname "$0")/asked"; echo "$@" > "$(dirname "$0")/args"; printf '{"a":1}'`)
  expect(await askClaude('How much? $(id)', 10_000)).toEqual({kind: 'answered', output: '{"a":1}'})
  expect(readFileSync(join(folder, 'asked'), 'utf8')).toBe('How much? $(id)')
  expect(readFileSync(join(folder, 'args'), 'utf8')).toBe('-p --output-format json --max-turns 1\n')
})

test('where there is no claude, that is the answer', async () => {
  vi.stubEnv('PATH', mkdtempSync(join(tmpdir(), 'pech-empty-')))
  expect(await askClaude('?', 10_000)).toEqual({kind: 'failed', reason: 'there is no claude on the PATH'})
})

test.skipIf(!hasShell).each([
  ['exit 3', 'it ended with 3'],
  ['kill -9 $$', 'it ended with SIGKILL'],
  ['yes 0123456789012345678901234567890123456789', 'its answer is too long'],
])('a claude that does `%s` is a reason, not an error', async (script, reason) => {
  standIn(script)
  expect(await askClaude('?', 10_000)).toEqual({kind: 'failed', reason})
})

test.skipIf(!hasShell)('a claude that hangs is ended, with what it has started holding its output', async () => {
  standIn('sleep 20 & sleep 20')
  const startMs = performance.now()
  expect(await askClaude('?'.repeat(500_000), 300)).toEqual({kind: 'failed', reason: 'no answer within 1 s'})
  expect(performance.now() - startMs).toBeLessThan(5000)
})
