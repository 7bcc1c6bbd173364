import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import type {Sink} from '../../../src/core/config/config.ts'
import {runSinkCommand} from '../../../src/io/sinks/run-sink-command.ts'
import {freshHome} from '../../run-pech.ts'

const sink = (command: string[], timeoutSeconds = 10): Extract<Sink, {type: 'command'}> => ({
  type: 'command',
  name: 'program',
  events: ['*'],
  secretEnv: null,
  timeoutSeconds,
  command,
})
const node = (script: string, ...args: string[]) => sink([process.execPath, '-e', script, ...args])

test('the program gets the event on stdin and its arguments as they are, without a shell', async () => {
  const file = join(freshHome(), 'out')
  const script = `require('fs').writeFileSync(process.argv[1], require('fs').readFileSync(0, 'utf8') + process.argv[2])`
  expect(await runSinkCommand(node(script, file, '$(id) ; *'), '{"id":"1"}\n')).toEqual({kind: 'delivered'})
  expect(readFileSync(file, 'utf8')).toBe('{"id":"1"}\n$(id) ; *')
})

test('a program that fails, or is not there, is a failure', async () => {
  expect(await runSinkCommand(node('process.exitCode = 3'), '')).toEqual({kind: 'failed', reason: 'exit 3'})
  expect(await runSinkCommand(sink(['/no/such/program']), '')).toEqual({kind: 'failed', reason: 'ENOENT'})
})

test('a program that takes too long is ended', async () => {
  const hanging = {...node('setInterval(() => {}, 1000)'), timeoutSeconds: 0.3}
  expect(await runSinkCommand(hanging, '')).toEqual({kind: 'failed', reason: 'timeout'})
})

test('a program that does not read its input is no failure', async () => {
  expect(await runSinkCommand(node('process.exit(0)'), 'x'.repeat(1_000_000))).toEqual({kind: 'delivered'})
})
