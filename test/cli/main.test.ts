import {Args, Flags} from '@oclif/core'
import {afterEach, expect, test, vi} from 'vitest'
import {BaseCommand} from '../../src/cli/base-command.ts'
import {main} from '../../src/cli/main.ts'
import {PechError} from '../../src/core/problem.ts'
import {freshHome} from '../run-pech.ts'

class Demo extends BaseCommand {
  static override args = {file: Args.string({required: true})}
  static override flags = {
    limit: Flags.integer({min: 1}),
    format: Flags.option({options: ['table', 'json'] as const, default: 'table'})(),
    fault: Flags.option({options: ['pech', 'system', 'bug', 'gate'] as const})(),
  }

  async run() {
    const {flags} = await this.parse(Demo)
    if (flags.fault === 'pech') throw new PechError('DEMO_BROKEN', 'demo: broken', 'mend it')
    if (flags.fault === 'system') throw Object.assign(new Error('EACCES: permission denied'), {code: 'EACCES'})
    if (flags.fault === 'bug') throw new RangeError('a precondition was broken')
    const report = {generatedAtMs: this.ports.clock(), problems: []}
    const answer = flags.fault === 'gate' ? ({report, exitCode: 2, notes: ['over the limit']} as const) : {report}
    return this.finish(answer, {table: () => 'fine', json: () => ({schema: 'pech/demo@1'})})
  }
}

/** Answers a command line with `pech demo` as the only command. */
async function answer(...argv: string[]) {
  const stdout = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const packageJson = {name: 'pech', version: '1.2.3', oclif: {bin: 'pech', topicSeparator: ' '}} as const
  await main(argv, {root: freshHome(), packageJson, commands: {demo: async () => ({default: Demo})}})
  const exitCode = process.exitCode ?? 0
  process.exitCode = undefined
  const said = {exitCode, stdout: stdout.mock.calls.join(''), stderr: stderr.mock.calls.join('')}
  vi.restoreAllMocks()
  return said
}

afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = undefined
})

test('a command that succeeds exits 0, in words and in JSON', async () => {
  expect(await answer('demo', 'x')).toEqual({exitCode: 0, stdout: 'fine\n', stderr: ''})
  expect(JSON.parse((await answer('demo', 'x', '--json')).stdout)).toEqual({schema: 'pech/demo@1'})
})

test("the gate's no is 2, with its reason on stderr, and JSON changes neither", async () => {
  expect(await answer('demo', 'x', '--fault', 'gate')).toEqual({
    exitCode: 2,
    stdout: 'fine\n',
    stderr: 'over the limit\n',
  })
  expect(await answer('demo', 'x', '--fault', 'gate', '--json')).toMatchObject({
    exitCode: 2,
    stderr: 'over the limit\n',
  })
})

test.each([
  {what: 'a missing argument', args: ['demo'], code: 'USAGE', says: 'FILE is missing'},
  {
    what: 'a value below its minimum',
    args: ['demo', 'x', '--limit', '0'],
    code: 'USAGE',
    says: '1 or more',
  },
  {what: 'a value that is no number', args: ['demo', 'x', '--limit', 'many'], code: 'USAGE', says: 'a whole number'},
  {
    what: 'a value out of its list',
    args: ['demo', 'x', '--format', 'xml'],
    code: 'USAGE',
    says: 'expected table or json',
  },
  {what: 'an unknown option', args: ['demo', 'x', '--limt', '1'], code: 'USAGE', says: 'unknown option: --limt'},
  {what: 'a failure of pech', args: ['demo', 'x', '--fault', 'pech'], code: 'DEMO_BROKEN', says: 'demo: broken'},
  {
    what: 'a failure of the system',
    args: ['demo', 'x', '--fault', 'system'],
    code: 'EACCES',
    says: 'permission denied',
  },
  {what: 'a fault in the program', args: ['demo', 'x', '--fault', 'bug'], code: 'INTERNAL', says: 'precondition'},
])('$what exits 1, with and without --json', async ({args, code, says}) => {
  const words = await answer(...args)
  expect(words).toMatchObject({exitCode: 1, stdout: '', stderr: expect.stringContaining(says)})
  const json = await answer(...args, '--json')
  expect(json).toMatchObject({exitCode: 1, stderr: ''})
  expect(JSON.parse(json.stdout)).toMatchObject({error: {code, message: expect.stringContaining(says)}})
})

test('a fault shows its stack when asked to', async () => {
  vi.stubEnv('PECH_DEBUG', '1')
  expect((await answer('demo', 'x', '--fault', 'bug')).stderr).toContain(
    'RangeError: a precondition was broken\n    at ',
  )
  vi.unstubAllEnvs()
})
