import {existsSync, mkdtempSync, statSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {makeFolder} from '../../src/io/make-folder.ts'

const base = mkdtempSync(join(tmpdir(), 'pech-test-'))

test('all folders of a path are made, for their owner alone; again changes nothing', () => {
  const path = join(base, 'a', 'b', 'c')
  makeFolder(path)
  makeFolder(path)
  if (process.platform !== 'win32')
    expect([statSync(path), statSync(join(base, 'a'))].map(({mode}) => mode & 0o777)).toEqual([0o700, 0o700])
  expect(existsSync(path)).toBe(true)
})

test('a file in the way is the system’s error', () => {
  writeFileSync(join(base, 'file'), '')
  expect(() => makeFolder(join(base, 'file', 'x'))).toThrow(expect.objectContaining({code: 'ENOTDIR'}))
})

test.skipIf(!existsSync('/proc/self'))('a file system that takes no folders is an error, and no endless loop', () => {
  expect(() => makeFolder('/proc/pech-test/home')).toThrow(expect.objectContaining({code: 'ENOENT'}))
})
