import {expect, test} from 'vitest'
import {commandFiles} from '../../scripts/bundles.ts'
import {runPech} from '../run-pech.ts'

const commands = [...commandFiles().keys()].map((id) => id.replaceAll(':', ' '))

/** The fast door answers these: a hook must never be stopped by how it was called. */
const hookDoor = ['hook', 'statusline', 'budget check']
const throughOclif = commands.filter((command) => !hookDoor.includes(command))

test.each(commands)('pech %s --help exits 0 and tells how to use it', (command) => {
  const {exitCode, stdout, stderr} = runPech([...command.split(' '), '--help'])
  expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''})
  expect(stdout).toContain(`Usage: pech ${command}`)
})

test.each(throughOclif)('an option that pech %s does not know exits 1, never 2, in words and as JSON', (command) => {
  const args = [...command.split(' '), '--no-such-option']
  const inWords = runPech(args)
  expect(inWords).toMatchObject({exitCode: 1, stdout: '', stderr: expect.stringMatching(/^pech: [^\n]+\nhint: /)})
  const {exitCode, stdout, stderr} = runPech([...args, '--json'])
  expect({exitCode, stderr}).toEqual({exitCode: 1, stderr: ''})
  expect(JSON.parse(stdout)).toMatchObject({schema: 'pech/error@1', error: {code: 'USAGE'}})
})

test.each(hookDoor.filter((command) => commands.includes(command)))(
  'an option that pech %s does not know never exits 2, which would stop a tool call',
  (command) => {
    expect([0, 1]).toContain(runPech([...command.split(' '), '--no-such-option'], {input: '{}'}).exitCode)
  },
)
