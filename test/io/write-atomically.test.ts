import {existsSync, mkdirSync, readFileSync, readdirSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {writeAtomically} from '../../src/io/write-atomically.ts'
import {freshHome} from '../run-pech.ts'

test('a file is written whole, and replaced whole', () => {
  const file = join(freshHome(), 'answer')
  writeAtomically(file, 'first')
  const first = statSync(file).ino
  writeAtomically(file, new TextEncoder().encode('second'))
  expect(readFileSync(file, 'utf8')).toBe('second')
  expect(statSync(file).ino).not.toBe(first)
})

test('what cannot be written is said, and leaves nothing behind', () => {
  const home = freshHome()
  mkdirSync(join(home, 'folder'))
  const missing = join(home, 'missing', 'answer')
  expect(() => writeAtomically(missing, 'x')).toThrow(expect.objectContaining({code: 'OUTPUT_UNWRITABLE'}))
  expect(() => writeAtomically(join(home, 'folder'), 'x')).toThrow(expect.objectContaining({code: 'OUTPUT_UNWRITABLE'}))
  expect(readdirSync(home)).toEqual(['folder'])
  expect(existsSync(join(home, 'missing'))).toBe(false)
})

test.skipIf(process.platform === 'win32')('what is no regular file is written to directly', () => {
  writeAtomically('/dev/null', 'x')
  expect(statSync('/dev/null').isCharacterDevice()).toBe(true)
})
