import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterEach, expect, test, vi} from 'vitest'
import {catLog} from '../../src/cli/cat-calls.ts'
import {compose} from '../../src/cli/composition.ts'
import {freshHome} from '../run-pech.ts'

afterEach(() => void vi.restoreAllMocks())

test('a log without calls is said to have none, unless pech is to be quiet', () => {
  const file = join(freshHome(), 'empty.jsonl')
  writeFileSync(file, '{}\n')
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const read = (quiet: boolean) => [
    ...catLog(compose({env: {}, timezone: 'UTC', ingest: true, quiet, demo: false}), [file]),
  ]
  expect(read(true)).toEqual([])
  expect(said).not.toHaveBeenCalled()
  expect(read(false)).toEqual([])
  expect(said.mock.calls).toEqual([[`pech: no calls in ${file}\n`]])
})
