import {spawnSync} from 'node:child_process'
import {expect, test} from 'vitest'
import {manPages} from '../../scripts/man.ts'

const pages = manPages()

test('there is a page for pech and for each command, with its flags', () => {
  expect([...pages.keys()]).toEqual(expect.arrayContaining(['pech.1', 'pech-report.1', 'pech-budget-check.1']))
  expect(pages.get('pech.1')).toContain('.B pech report')
  expect(pages.get('pech-report.1')).toContain('\\-\\-month')
})

test.skipIf(spawnSync('groff', ['--version']).status !== 0)('groff finds nothing to say about any page', () => {
  for (const [file, text] of pages) {
    const {stderr, status} = spawnSync('groff', ['-man', '-Tutf8', '-ww'], {input: text, encoding: 'utf8'})
    expect({file, stderr, status}).toEqual({file, stderr: '', status: 0})
  }
})
