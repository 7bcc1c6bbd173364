import {Errors} from '@oclif/core'
import {expect, test} from 'vitest'
import {failureAsJson, failureAsText, failureOf} from '../../src/cli/failure.ts'
import {PechError} from '../../src/core/problem.ts'

test('a PechError speaks for itself', () => {
  expect(failureOf(new PechError('LEDGER_CORRUPT', 'the ledger is damaged', 'run pech verify'))).toEqual({
    code: 'LEDGER_CORRUPT',
    message: 'the ledger is damaged',
    hint: 'run pech verify',
  })
})

test("the parser's sentence stays, without its colours, preamble and hint", () => {
  const message =
    'The following error occurred:\n  \u001B[2m--a cannot go with --b\u001B[22m\nSee more help with --help'
  expect(failureOf(new Errors.CLIError(message))).toMatchObject({code: 'USAGE', message: '--a cannot go with --b'})
})

test('what the system refuses is named by its code; anything else is a fault of pech', () => {
  const full = Object.assign(new Error('no space left on device'), {code: 'ENOSPC'})
  expect(failureOf(full)).toEqual({code: 'ENOSPC', message: 'no space left on device', hint: undefined})
  expect(failureOf(Object.assign(new Error('x'), {code: 'ERR_INVALID_ARG_TYPE'}))).toMatchObject({code: 'INTERNAL'})
  expect(failureOf(new RangeError('flags first'))).toMatchObject({
    code: 'INTERNAL',
    hint: expect.stringContaining('PECH_DEBUG'),
  })
  expect(failureOf(new TypeError())).toMatchObject({message: 'TypeError'})
  expect(failureOf('thrown text')).toEqual({code: 'INTERNAL', message: 'thrown text', hint: undefined})
})

test('a failure is one block of text, or one object', () => {
  const failure = {code: 'X', message: 'first line\nsecond', hint: 'do this'}
  expect(failureAsText(failure)).toBe('pech: first line\n      second\nhint: do this\n')
  expect(failureAsText({...failure, message: 'one', hint: undefined})).toBe('pech: one\n')
  expect(failureAsText({...failure, message: 'no \u001B[2Jfile'})).toContain('pech: no \\x1b[2Jfile\n')
  expect(failureAsJson({...failure, hint: undefined})).toEqual({
    schema: 'pech/error@1',
    error: {code: 'X', message: 'first line\nsecond', hint: null},
  })
})
