import {spawnSync} from 'node:child_process'
import {mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync} from 'node:fs'
import {delimiter, dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import * as v from 'valibot'
import {expect, test} from 'vitest'
import {parse} from 'yaml'
import {wantedSettings} from '../../src/core/settings/wanted-settings.ts'
import {freshHome} from '../run-pech.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const plugin = join(root, 'plugin')
const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8')
const json = (...path: string[]): unknown => JSON.parse(read(...path))

const kebab = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), v.maxLength(64))
const words = v.pipe(v.string(), v.minLength(1))
const link = v.pipe(v.string(), v.url(), v.startsWith('https://'))
const person = v.strictObject({name: words, email: v.optional(v.pipe(v.string(), v.email())), url: v.optional(link)})
const inside = v.pipe(v.string(), v.startsWith('./'), v.excludes('..'))
const paths = v.union([inside, v.array(inside)])

/** The fields that Claude Code's documentation names, with their types; one that it does not know would be a slip. */
const Plugin = v.strictObject({
  name: kebab,
  displayName: v.optional(words),
  version: v.optional(v.pipe(words, v.regex(/^\d+\.\d+\.\d+/))),
  description: v.pipe(words, v.maxLength(1024)),
  author: v.optional(person),
  homepage: v.optional(link),
  repository: v.optional(link),
  license: v.optional(words),
  keywords: v.optional(v.pipe(v.array(kebab), v.minLength(1))),
  metadata: v.optional(v.record(v.string(), v.unknown())),
  skills: v.optional(paths),
  commands: v.optional(paths),
  agents: v.optional(paths),
  hooks: v.optional(inside),
  mcpServers: v.optional(inside),
  outputStyles: v.optional(paths),
  lspServers: v.optional(inside),
})

const RESERVED = ['anthropic-plugins', 'agent-skills', 'claude-plugins-official', 'anthropic-marketplace']
const Marketplace = v.strictObject({
  $schema: v.optional(link),
  name: v.pipe(
    kebab,
    v.check((name) => !RESERVED.includes(name)),
  ),
  description: v.optional(words),
  version: v.optional(words),
  owner: person,
  metadata: v.optional(v.strictObject({pluginRoot: v.optional(inside), description: v.optional(words)})),
  renames: v.optional(v.record(kebab, kebab)),
  plugins: v.pipe(
    v.array(
      v.strictObject({
        name: kebab,
        source: inside,
        displayName: v.optional(words),
        description: v.optional(v.pipe(words, v.maxLength(1024))),
        version: v.optional(words),
        author: v.optional(person),
        homepage: v.optional(link),
        repository: v.optional(link),
        license: v.optional(words),
        keywords: v.optional(v.array(kebab)),
        category: v.optional(words),
        tags: v.optional(v.array(words)),
        strict: v.optional(v.boolean()),
      }),
    ),
    v.minLength(1),
  ),
})

const EVENTS = [
  'SessionStart',
  'PreToolUse',
  'PostToolUse',
  'PreCompact',
  'Stop',
  'SubagentStop',
  'SessionEnd',
  'UserPromptSubmit',
] as const
const Handler = v.strictObject({
  type: v.literal('command'),
  command: words,
  args: v.optional(v.array(v.string())),
  if: v.optional(words),
  shell: v.optional(words),
  timeout: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(600))),
  onFailure: v.optional(v.literal('block')),
  statusMessage: v.optional(words),
  async: v.optional(v.boolean()),
})
const Group = v.strictObject({matcher: v.optional(v.string()), hooks: v.pipe(v.array(Handler), v.minLength(1))})
const Hooks = v.strictObject({description: v.optional(words), hooks: v.record(v.picklist(EVENTS), v.array(Group))})

const Skill = v.strictObject({
  name: kebab,
  description: v.pipe(words, v.maxLength(1024)),
  'argument-hint': v.optional(words),
  'allowed-tools': v.optional(words),
})

const skills = readdirSync(join(plugin, 'skills')).toSorted()
function skill(name: string) {
  const [, frontmatter, body] = /^---\n(.*?)\n---\n(.*)$/s.exec(read('plugin', 'skills', name, 'SKILL.md'))!
  return {frontmatter: v.parse(Skill, parse(frontmatter!)), body: body!}
}

test('the manifest has what Claude Code reads, and pins no version', () => {
  expect(v.parse(Plugin, json('plugin', '.claude-plugin', 'plugin.json'))).toMatchObject({name: 'pech'})
  expect(json('plugin', '.claude-plugin', 'plugin.json')).not.toHaveProperty('version')
})

test('the marketplace leads to the plugin', () => {
  const {plugins} = v.parse(Marketplace, json('.claude-plugin', 'marketplace.json'))
  for (const {name, source} of plugins) {
    expect(v.parse(Plugin, json(source, '.claude-plugin', 'plugin.json')).name).toBe(name)
  }
})

test('a slip in either file is found: a field that is not documented, or of another type', () => {
  const manifest = {name: 'pech', description: 'd'}
  const market = {name: 'pech', owner: {name: 'o'}, plugins: [{name: 'pech', source: './plugin'}]}
  expect([v.is(Plugin, manifest), v.is(Marketplace, market)]).toEqual([true, true])
  const plugins = [{keyword: ['a']}, {keywords: 'a'}, {name: 'Pech'}, {author: 'me'}, {hooks: '../x'}, {homepage: 'x'}]
  for (const slip of plugins) expect(v.is(Plugin, {...manifest, ...slip})).toBe(false)
  const [entry] = market.plugins
  const markets = [{owner: 'me'}, {plugins: []}, {plugins: [{...entry, src: './x'}]}, {name: 'agent-skills'}]
  for (const slip of markets) expect(v.is(Marketplace, {...market, ...slip})).toBe(false)
})

test('the hooks are those that init writes, with the same patience', () => {
  const {hooks} = v.parse(Hooks, json('plugin', 'hooks', 'hooks.json'))
  const choice = {failClosed: false, gatePrompts: false, statusLine: false}
  const wanted = wantedSettings(
    {node: 'node', script: '${CLAUDE_PLUGIN_ROOT}/scripts/run-pech.cjs', platform: 'linux'},
    choice,
  )
  expect(Object.entries(hooks)).toEqual([...wanted.hooks].map(([event, handler]) => [event, [{hooks: [handler]}]]))
  expect(statSync(join(plugin, 'scripts', 'run-pech.cjs')).isFile()).toBe(true)
})

test('there are five skills, named like their folders', () => {
  expect(skills).toEqual(['pech-attribute', 'pech-cost', 'pech-forecast', 'pech-report', 'pech-why'])
  expect(skills.map((name) => skill(name).frontmatter.name)).toEqual(skills)
})

test.each(skills)('%s may run the commands that it names, and no others', (name) => {
  const {frontmatter, body} = skill(name)
  const allowed = [...frontmatter['allowed-tools']!.matchAll(/Bash\((pech [a-z ]+):\*\)/g)].map(
    ([, command]) => command!,
  )
  const named = [...body.matchAll(/`(pech [^`]*)`/g)].map(([, line]) => line!)
  expect(named.length).toBeGreaterThan(0)
  for (const line of named) expect(allowed.some((command) => line.startsWith(command))).toBe(true)
  for (const command of allowed) expect(named.some((line) => line.startsWith(command))).toBe(true)
})

const script = join(plugin, 'scripts', 'run-pech.cjs')
const runPlugin = (path: string, event: string) =>
  spawnSync(process.execPath, [script, 'hook', event], {encoding: 'utf8', input: '{}', env: {PATH: path}})

/** A pech that says how it was started. */
function standIn(file: string): void {
  mkdirSync(dirname(file), {recursive: true})
  const source = `if (require.main === module) { process.stdout.write(process.argv.slice(2).join(' ')); process.exitCode = 2 }`
  writeFileSync(file, source)
}

test('without pech nothing is stopped, and the start of a session says what is missing', () => {
  expect(runPlugin(freshHome(), 'PreToolUse')).toMatchObject({status: 0, stdout: '', stderr: ''})
  expect(runPlugin('', 'PreToolUse')).toMatchObject({status: 0, stdout: '', stderr: ''})
  expect(runPlugin(freshHome(), 'SessionStart').stdout).toContain('npm install -g pech')
})

test.skipIf(process.platform === 'win32')(
  'the pech that a link on the PATH leads to is run as itself, and its exit code holds',
  () => {
    const home = freshHome()
    standIn(join(home, 'lib', 'node_modules', 'pech', 'bin', 'pech.js'))
    mkdirSync(join(home, 'bin'))
    symlinkSync(join(home, 'lib', 'node_modules', 'pech', 'bin', 'pech.js'), join(home, 'bin', 'pech'))
    const path = ['relative', freshHome(), join(home, 'bin')].join(delimiter)
    expect(runPlugin(path, 'PreToolUse')).toMatchObject({status: 2, stdout: 'hook PreToolUse', stderr: ''})
  },
)

test.each([
  ['npm on Windows', ['node_modules', 'pech', 'bin', 'pech.js'], []],
  ['a local install', ['node_modules', 'pech', 'bin', 'pech.js'], ['node_modules', '.bin']],
])('the pech beside a shim of %s is run', (_, place, folder) => {
  const home = freshHome()
  standIn(join(home, ...place))
  mkdirSync(join(home, ...folder), {recursive: true})
  expect(runPlugin(join(home, ...folder), 'Stop')).toMatchObject({status: 2, stdout: 'hook Stop'})
})
