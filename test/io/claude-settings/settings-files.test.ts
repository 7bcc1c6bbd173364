import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {settingsFiles} from '../../../src/io/claude-settings/settings-files.ts'
import {freshHome} from '../../run-pech.ts'

test('a byte order mark and every line end come back as they were', () => {
  const file = join(freshHome(), 'settings.json')
  const text = '\uFEFF{\r\n"a":\t"ü"}\n'
  settingsFiles.replace(file, null, text)
  expect(settingsFiles.read(file)).toBe(text)
  expect(readFileSync(file, 'utf8')).toBe(text)
})

test('a file that somebody else changed meanwhile is left alone', () => {
  const file = join(freshHome(), 'settings.json')
  writeFileSync(file, '{"theirs": 1}')
  expect(() => settingsFiles.replace(file, '{}', '{"ours": 1}')).toThrow('changed by somebody else')
  expect(() => settingsFiles.replace(file, null, '{"ours": 1}')).toThrow('changed by somebody else')
  expect(() => settingsFiles.replace(file, '{}', null)).toThrow('changed by somebody else')
  expect(readFileSync(file, 'utf8')).toBe('{"theirs": 1}')
})

test('folders that are missing are made, and a file that goes leaves nothing', () => {
  const file = join(freshHome(), 'a', 'b', 'settings.json')
  expect(settingsFiles.read(file)).toBeNull()
  settingsFiles.replace(file, null, '{}')
  settingsFiles.replace(file, '{}', null)
  expect(existsSync(file)).toBe(false)
})
