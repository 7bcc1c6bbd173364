import {expect, test} from 'vitest'
import {addBlock, positionOf, readContent, toolUseOf, visibleBlockOf} from '../../../src/core/log/response-content.ts'
import {textHash} from '../../../src/core/log/text-hash.ts'

const read = {type: 'tool_use', id: 't1', name: 'Read', input: {a: 1}}
const skill = {type: 'tool_use', id: 't2', name: 'Skill', input: {skill: 'tidy'}}

test('blocks say which tools were used, what was shown, and what may start', () => {
  const content = [{type: 'text', text: 'hello'}, read, skill]
  const tools = [
    {useHash: textHash('t1'), name: 'Read', position: 7 * 1024 + 1},
    {useHash: textHash('t2'), name: 'Skill', position: 7 * 1024 + 2},
  ]
  expect(readContent(content, 7, true)).toEqual({tools, blocks: null, starters: [skill]})
  expect(readContent(content, 7, false).blocks?.map(({characters}) => characters)).toEqual([5, 7, 16])
})

test('a block that is shown twice is one', () => {
  const block = {hash: 1, characters: 5}
  const blocks = [block]
  addBlock(blocks, {hash: 1, characters: 5})
  addBlock(blocks, {hash: 2, characters: 5})
  expect(blocks).toEqual([block, {hash: 2, characters: 5}])
})

test('of a line with very many blocks, the last ones share a position', () => {
  expect([positionOf(2, 3), positionOf(2, 1023), positionOf(2, 5000)]).toEqual([2051, 3071, 3071])
})

test('what is no use of a tool is none, and what shows nothing is not visible', () => {
  expect([toolUseOf({type: 'text', name: 'Read'}, 5), toolUseOf({type: 'tool_use', name: ''}, 5)]).toEqual([null, null])
  expect(toolUseOf({type: 'tool_use', name: 'Read'}, 5)).toEqual({useHash: textHash('5'), name: 'Read', position: 5})
  expect([visibleBlockOf({type: 'image'}), visibleBlockOf({type: 'tool_use', name: 'Read'})]).toEqual([null, null])
  expect(visibleBlockOf(read)).toEqual({hash: textHash('tool_use:t1:{"a":1}'), characters: 7})
})
