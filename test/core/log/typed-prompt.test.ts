import {expect, test} from 'vitest'
import {isTypedPrompt, userText} from '../../../src/core/log/typed-prompt.ts'

test('the text of a user line is its string or its text blocks', () => {
  expect(userText({message: {content: 'hello'}})).toBe('hello')
  expect(
    userText({
      message: {
        content: [{type: 'text', text: 'a'}, 'x', {type: 'image'}, {type: 'text', text: 'b'}, {type: 'text', text: 1}],
      },
    }),
  ).toBe('a\nb')
})

test('a line with a tool result, without text or without a message has none', () => {
  expect(userText({message: {content: [{type: 'text', text: 'a'}, {type: 'tool_result'}]}})).toBeNull()
  expect(userText({message: {content: [{type: 'image'}]}})).toBeNull()
  expect(userText({message: {content: 7}})).toBeNull()
  expect(userText({message: 'hello'})).toBeNull()
})

test('what a person typed is a prompt', () => {
  expect(isTypedPrompt({}, 'hello')).toBe(true)
  expect(isTypedPrompt({origin: {kind: 'human'}}, 'hello')).toBe(true)
  expect(isTypedPrompt({origin: {kind: null}, isMeta: false}, 'hello')).toBe(true)
  expect(isTypedPrompt({origin: 'x'}, 'hello')).toBe(true)
})

test('what the program wrote is none', () => {
  expect(isTypedPrompt({isMeta: true}, 'hello')).toBe(false)
  expect(isTypedPrompt({isCompactSummary: true}, 'hello')).toBe(false)
  expect(isTypedPrompt({isVisibleInTranscriptOnly: true}, 'hello')).toBe(false)
  expect(isTypedPrompt({origin: {kind: 'task-notification'}}, 'hello')).toBe(false)
  expect(isTypedPrompt({}, ' \n')).toBe(false)
  expect(isTypedPrompt({}, ' [Request interrupted by user]')).toBe(false)
  expect(isTypedPrompt({}, '<local-command-stdout>x')).toBe(false)
})
