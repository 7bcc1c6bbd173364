import {Command, Flags, Args, Errors} from '@oclif/core'
import {expect, test} from 'vitest'
import {usageError} from '../../src/cli/usage-error.ts'
import {PechError} from '../../src/core/problem.ts'

class Demo extends Command {
  static override args = {file: Args.string({required: true, description: 'A snapshot.'}), other: Args.string()}
  static override flags = {
    top: Flags.integer({min: 1}),
    start: Flags.integer({min: 1, max: 31}),
    sort: Flags.option({options: ['usd', 'calls', 'key'] as const})(),
    month: Flags.string({helpValue: '[YYYY-MM]'}),
    model: Flags.string({helpValue: 'X', multiple: true}),
    list: Flags.boolean({exclusive: ['latest']}),
    latest: Flags.boolean(),
    retry: Flags.boolean({dependsOn: ['list']}),
    zone: Flags.string({
      parse: async (name) => {
        throw new PechError('TIMEZONE_UNKNOWN', `--zone ${name}: no such time zone`, 'did you mean UTC?')
      },
    }),
  }

  async run() {}

  read() {
    return this.parse(Demo)
  }
}

/** What is said of arguments that the parser refuses. */
async function refusal(...argv: string[]): Promise<{code: string; message: string; hint: string | undefined}> {
  const {Config} = await import('@oclif/core')
  const command = new Demo(argv, await Config.load(import.meta.dirname))
  const error = await command.read().then(
    () => undefined,
    (thrown: Error) => thrown,
  )
  expect(error).toBeInstanceOf(Error)
  const said = usageError(error!, {id: 'demo:try', flags: Demo.flags, argv, env: {}})
  if (!(said instanceof PechError)) throw said
  const {code, message, hint} = said
  return {code, message, hint}
}

const help = 'see `pech demo try --help`'

test.each([
  [['x', '--top', 'many'], '--top many: expected a whole number, 1 or more', help],
  [['x', '--top', '0'], '--top 0: expected a whole number, 1 or more', help],
  [['x', '--start', '40'], '--start 40: expected a whole number from 1 to 31', help],
  [['x', '--sort', 'call'], '--sort call: expected usd, calls or key', `did you mean calls? ${help}`],
  [['x', '--sort', 'dearness'], '--sort dearness: expected usd, calls or key', help],
  [['x', '--model'], '--model needs a value', `write \`--model X\`; ${help}`],
  [['x', '--top', '1', '--top', '2'], '--top can be given only once', help],
  [['x', '--list', '--latest'], '--list and --latest cannot both be given', help],
  [['x', '--retry'], '--retry needs --list', help],
  [['x', '--lst'], 'unknown option: --lst', `did you mean --list? ${help}`],
  [['x', '--entirely'], 'unknown option: --entirely', help],
  [['x', '--monht=current'], 'unknown option: --monht', `did you mean --month? ${help}`],
  [[], 'FILE is missing: a snapshot', help],
  [['x', 'y', 'z'], 'unexpected argument: z', help],
  [['x', 'y', 'z', 'w'], 'unexpected arguments: z w', help],
  [['x', 'y', '--month=current', 'november'], '--month november: expected a month (2026-11)', help],
])('%j: %s', async (argv, message, hint) => {
  expect(await refusal(...argv)).toEqual({code: 'USAGE', message, hint})
})

test('what pech itself says of a value stays, without what the parser puts around it', async () => {
  expect(await refusal('x', '--zone', 'Mars')).toEqual({
    code: 'TIMEZONE_UNKNOWN',
    message: '--zone Mars: no such time zone',
    hint: 'did you mean UTC?',
  })
})

test('what is no usage error is handed back, and an unforeseen sentence of the parser is said as it is', () => {
  const bug = new RangeError('a precondition')
  const usage = {id: 'demo', flags: {}, argv: [], env: {}}
  expect(usageError(bug, usage)).toBe(bug)
  const sentence =
    'The following error occurred:\n  \u001B[2mAt least one of --a, --b\u001B[22m\nSee more help with --help'
  expect(usageError(new Errors.CLIError(sentence), usage)).toMatchObject({message: 'At least one of --a, --b'})
})

test('a value from a variable is said to be from there', () => {
  const usage = {id: 'demo', flags: {sort: {env: 'DEMO_SORT'}}, env: {DEMO_SORT: 'dearness'}}
  const error = new Errors.CLIError('Expected --sort=dearness to be one of: usd, calls')
  expect(usageError(error, {...usage, argv: []}).message).toBe(
    '--sort dearness: expected usd or calls (from DEMO_SORT)',
  )
  expect(usageError(error, {...usage, argv: ['--sort', 'dearness']}).message).not.toContain('DEMO_SORT')
  expect(usageError(error, {...usage, argv: [], env: {}}).message).not.toContain('DEMO_SORT')
})
