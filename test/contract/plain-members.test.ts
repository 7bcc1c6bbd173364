import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {makeMembersPlain} from '../../scripts/plain-members.ts'

function madePlain(program: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'pech-test-')), 'bundle.cjs')
  writeFileSync(file, program)
  makeMembersPlain(file)
  return readFileSync(file, 'utf8')
}

test('private members become plain ones, and nothing else that looks like them', () => {
  const program = "class One{#many=2;get#twice(){return this.#many*2}text(){return`#many ${this.#twice}`+'#many'}}"
  expect(madePlain(program)).toBe(
    "class One{_$many=2;get _$twice(){return this._$many*2}text(){return`#many ${this._$twice}`+'#many'}}",
  )
})

test('where a plain member would not be the same, nothing is built', () => {
  expect(() => madePlain('class One extends Other{#name=1}')).toThrow(/#name cannot be made a plain member/)
  expect(() => madePlain('class One{#name=1;is(other){return #name in other}}')).toThrow(/#name cannot be/)
})
