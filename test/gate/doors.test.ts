import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {expect, test} from 'vitest'
import {launcher} from '../run-pech.ts'
import {GateWorld} from './gate-world.ts'

const dist = fileURLToPath(new URL('../../dist/', import.meta.url))

const run = (name: string) =>
  `new (require(${JSON.stringify(launcher)}).CompiledBundles)('').load(${JSON.stringify(join(dist, name))}).run(process.argv.slice(1))`

/** Both doors in one process each: the hook door's bundle, which leaves some things to the command framework's. */
const doors = {
  hook: `${run('hook.cjs')}.then((said) => said ? process.exit() : ${run('cli.cjs')})`,
  cli: run('cli.cjs'),
}

const TOO_MUCH = `{"a":"${'x'.repeat(200_000)}"}`

function invocations(world: GateWorld): [string, string[], string, Record<string, string>?][] {
  const pre = world.hookJson('s')
  const hooks = [
    'SessionStart',
    'PreToolUse',
    'PostToolUse',
    'PreCompact',
    'Stop',
    'SubagentStop',
    'SessionEnd',
    'UserPromptSubmit',
  ]
  const stopped = world.hookJson('rich')
  const call: [string, string[], string, Record<string, string>?][] = [
    ...hooks.map((event): [string, string[], string] => [
      event,
      ['hook', event],
      world.hookJson('s', {hook_event_name: event}),
    ]),
    ...hooks.map((event): [string, string[], string] => [`${event} without JSON`, ['hook', event], 'no JSON']),
    ['stop', ['hook', 'PreToolUse'], stopped],
    ['stop of a prompt', ['hook', 'UserPromptSubmit'], stopped],
    ['unknown event', ['hook', 'Nonsense'], pre],
    ['no event', ['hook'], pre],
    ['event and a flag', ['hook', 'PreToolUse', '--json'], pre],
    ['too many', ['hook', 'PreToolUse', 'x'], pre],
    ['unknown flag', ['hook', 'PreToolUse', '--nonsense'], pre],
    ['empty stdin', ['hook', 'PreToolUse'], ''],
    ['array', ['hook', 'PreToolUse'], '[1]'],
    ['huge', ['hook', 'PostToolUse'], TOO_MUCH],
    ['no session', ['hook', 'PreToolUse'], '{}'],
    ['vanished transcript', ['hook', 'PreToolUse'], world.hookJson('s', {transcript_path: '/nowhere/x.jsonl'})],
    ['check', ['budget', 'check'], ''],
    ['check JSON', ['budget', 'check', '--json'], ''],
    ['check format', ['budget', 'check', '--format', 'json'], ''],
    ['check quiet', ['budget', 'check', '--quiet'], ''],
    ['check -q', ['budget', 'check', '-q'], ''],
    ['check arm', ['budget', 'check', '--arm', 'p'], ''],
    ['check arm=', ['budget', 'check', '--arm=other', '--json'], ''],
    ['check arm missing', ['budget', 'check', '--arm'], ''],
    ['check hook', ['budget', 'check', '--hook'], pre],
    ['check hook JSON', ['budget', 'check', '--hook', '--json'], pre],
    ['check hook stop', ['budget', 'check', '--hook'], stopped],
    ['check hook stop JSON', ['budget', 'check', '--hook', '--json'], stopped],
    ['check hook stop quiet', ['budget', 'check', '--hook', '--quiet'], stopped],
    ['check hook without JSON', ['budget', 'check', '--hook'], 'x'],
    ['check hook without JSON, as JSON', ['budget', 'check', '--hook', '--json'], 'x'],
    ['check piped JSON', ['budget', 'check'], stopped],
    ['check piped text', ['budget', 'check'], 'x'],
    ['check unknown flag', ['budget', 'check', '--nonsense'], ''],
    ['check argument', ['budget', 'check', 'x'], ''],
    ['check zone', ['budget', 'check', '--timezone', 'UTC'], ''],
    ['check bad zone', ['budget', 'check', '--timezone', 'Mars/Olympus'], ''],
    ['check variable', ['budget', 'check'], '', {PECH_JSON: '1'}],
    ['check bad clock', ['budget', 'check'], '', {PECH_NOW: 'now'}],
    ['hook bad clock', ['hook', 'PreToolUse'], pre, {PECH_NOW: 'now'}],
    ['statusline', ['statusline'], world.hookJson('s', {cost: {total_cost_usd: 1, total_duration_ms: 3_600_000}})],
    ['statusline empty', ['statusline'], ''],
    ['statusline narrow', ['statusline'], pre, {COLUMNS: '20'}],
  ]
  return call
}

test('both doors give the same bytes and codes', () => {
  const table = invocations(world())
  expect(table.length).toBeGreaterThanOrEqual(40)
  // each door gets a world of its own, since hooks leave traces
  const worlds = {hook: world(), cli: world()}
  const different = table.flatMap(([name], index) => {
    const answers = (['hook', 'cli'] as const).map((which) => {
      const [, args, input, env] = invocations(worlds[which])[index]!
      const {exitCode, stdout, stderr} = worlds[which].evaluate(doors[which], args, input, env)
      const plain = (text: string) => text.replaceAll(worlds[which].home, 'HOME')
      return {exitCode, stdout: plain(stdout), stderr: plain(stderr)}
    })
    return JSON.stringify(answers[0]) === JSON.stringify(answers[1]) ? [] : [{name, answers}]
  })
  expect(different).toEqual([])
}, 120_000)

test('the launcher gives what its doors give', () => {
  const ours = world()
  const {exitCode, stderr} = ours.run(['budget', 'check', '--hook'], ours.hookJson('rich'))
  expect([launcher.endsWith('pech.js'), exitCode, stderr.startsWith('pech: ')]).toEqual([true, 2, true])
})

function world(): GateWorld {
  const made = new GateWorld()
  made.budgets(`budgets:
  - {name: session, window: session, limit_usd: 5, on_breach: hard_stop}
  - {name: arms, each: arm, limit_usd: 1}
`)
  made.spend('s', 2)
  made.spend('rich', 50)
  made.ingest()
  return made
}
