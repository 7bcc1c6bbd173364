import {
  chmodSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {writeLines} from '../../src/io/write-lines.ts'
import {freshHome} from '../run-pech.ts'

test('lines end with one newline each, and a new file is the user’s alone', () => {
  const file = join(freshHome(), 'calls.jsonl')
  writeLines(file, ['one', 'two\n', 'three'])
  expect(readFileSync(file, 'utf8')).toBe('one\ntwo\nthree\n')
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('an existing file keeps its permissions, and a link its target', () => {
  const home = freshHome()
  const [target, link] = [join(home, 'target'), join(home, 'link')]
  writeFileSync(target, 'old')
  chmodSync(target, 0o640)
  symlinkSync(target, link)
  writeLines(link, ['new'])
  expect(lstatSync(link).isSymbolicLink()).toBe(true)
  expect(readFileSync(target, 'utf8')).toBe('new\n')
  expect(statSync(target).mode & 0o777).toBe(0o640)
})

test.skipIf(!existsSync('/dev/null'))('what is no regular file is written to, never replaced', () => {
  const link = join(freshHome(), 'nowhere')
  symlinkSync('/dev/null', link)
  writeLines(link, ['gone'])
  expect(lstatSync(link).isSymbolicLink()).toBe(true)
  expect(statSync(link).isCharacterDevice()).toBe(true)
})

test('of lines that fail on the way nothing stays behind', () => {
  const home = freshHome()
  const failing = function* (): Generator<string> {
    yield 'one'
    throw new Error('torn')
  }
  expect(() => writeLines(join(home, 'calls.jsonl'), failing())).toThrow('torn')
  expect(() => writeLines(join(home, 'none', 'calls.jsonl'), ['one'])).toThrow('cannot write')
  expect(readdirSync(home)).toEqual([])
})
