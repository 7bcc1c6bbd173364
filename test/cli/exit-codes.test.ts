import {expect, test} from 'vitest'
import {runPech} from '../run-pech.ts'

const done = [
  {what: 'the overview', args: ['--help']},
  {what: 'no arguments at all', args: []},
  {what: 'the version', args: ['--version']},
  {what: 'help on a command', args: ['help', 'config']},
  {what: 'a help topic', args: ['help', 'exit-codes']},
  {what: 'an answered question', args: ['config']},
]

test.each(done)('$what is a success', ({args}) => {
  expect(runPech(args)).toMatchObject({exitCode: 0, stderr: '', stdout: expect.stringMatching(/\S/)})
})

test.each(done)('$what is a success as one JSON object too', ({args}) => {
  const {exitCode, stdout, stderr} = runPech([...args, '--json'])
  expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''})
  expect(JSON.parse(stdout)).toMatchObject({schema: expect.stringMatching(/^pech\/[a-z-]+@1$/)})
})

const failures = [
  {
    what: 'an unknown command',
    args: ['confgi'],
    says: "'confgi' is not a pech command",
    hints: 'did you mean `pech config`?',
  },
  {what: 'an unknown help subject', args: ['help', 'confgi'], says: 'is not a pech command', hints: 'pech help config'},
  {
    what: 'an unknown option',
    args: ['config', '--quite'],
    says: 'unknown option: --quite',
    hints: 'did you mean --quiet?',
  },
  {what: 'an unknown option before any command', args: ['--verison'], says: 'unknown option', hints: '--version'},
  {what: 'an option without its value', args: ['config', '--output'], says: '--output needs a value', hints: 'help'},
  {what: 'an unexpected argument', args: ['config', 'extra'], says: 'unexpected argument: extra', hints: 'help'},
  {what: 'a bad value', args: ['config', '--timezone', 'Mars/Base'], says: 'no such time zone', hints: 'Europe/Berlin'},
  {
    what: 'a file that cannot be written',
    args: ['config', '-o', 'no/such/folder/x'],
    says: 'cannot write',
    hints: 'folder',
  },
]

test.each(failures)('$what exits 1, with what and hint on stderr and nothing on stdout', ({args, says, hints}) => {
  const {exitCode, stdout, stderr} = runPech(args)
  expect({exitCode, stdout}).toEqual({exitCode: 1, stdout: ''})
  expect(stderr).toMatch(/^pech: .*\n(?: {6}.*\n)*hint: .*\n$/)
  expect(stderr.split('\nhint: ')[0]).toContain(says)
  expect(stderr.split('\nhint: ')[1]).toContain(hints)
})

test.each(failures)('$what exits 1 under --json, as one error object on stdout', ({args, says, hints}) => {
  const {exitCode, stdout, stderr} = runPech(['--json', ...args])
  expect({exitCode, stderr}).toEqual({exitCode: 1, stderr: ''})
  expect(JSON.parse(stdout)).toEqual({
    schema: 'pech/error@1',
    error: {
      code: expect.stringMatching(/^[A-Z_]+$/),
      message: expect.stringContaining(says),
      hint: expect.stringContaining(hints),
    },
  })
})

test('a clock that cannot be read is a failure of the command, not a crash', () => {
  const {exitCode, stderr} = runPech(['config'], {env: {PECH_NOW: 'yesterday'}})
  expect(exitCode).toBe(1)
  expect(stderr).toBe(
    'pech: PECH_NOW is no RFC 3339 time: "yesterday"\nhint: write it like 2026-10-04T12:00:00Z, or unset it\n',
  )
})

test('an unknown command never asks anything back, even when stdin offers answers', () => {
  expect(runPech(['confgi'], {input: 'y\ny\n'})).toMatchObject({exitCode: 1, stdout: ''})
})
