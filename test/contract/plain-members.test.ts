import {expect, test} from 'vitest'
import {withPlainMembers} from '../../scripts/plain-members.ts'

const madePlain = (program: string) => withPlainMembers('one.ts', program)

test('private members become plain ones, and nothing else that looks like them', () => {
  const program = (name: string) =>
    `class One implements Two { ${name}many = 2; get ${name}twice() { return this.${name}many * 2 }; text() { return '#many' + this.${name}twice } }`
  expect(madePlain(program('#'))).toBe(program('_$'))
})

test('where a plain member would not be the same, nothing is built', () => {
  expect(() => madePlain('class One extends Other{#name=1}')).toThrow(/#name cannot be made a plain member/)
  expect(() => madePlain('class One{#name=1;is(other){return #name in other}}')).toThrow(/#name cannot be/)
})
