import {mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {freshHome, runPech} from '../run-pech.ts'

const secrets = {
  prompt: 'CANARY-prompt-melon-41',
  answer: 'CANARY-answer-plum-42',
  thinking: 'CANARY-thinking-pear-43',
  toolInput: 'CANARY-input-quince-44',
  toolOutput: 'CANARY-output-fig-45',
  mail: 'canary.person@example.org',
  command: 'CANARY-arguments-date-46',
  meta: 'CANARY-description-lime-47',
}

const session = '6d5f3b0a-1111-4c1e-8f0e-5b1f6f0c0001'

/** A session with a typed prompt, a slash command, tools, a subagent and a title, all of which carry texts. */
function write(home: string): void {
  const common = {
    sessionId: session,
    cwd: '/home/ada/src/shop',
    gitBranch: 'main',
    version: '2.1.318',
    userEmail: secrets.mail,
  }
  const at = (minute: number) => ({timestamp: `2026-10-03T09:${String(minute).padStart(2, '0')}:00.000Z`})
  const usage = {input_tokens: 10, output_tokens: 20, cache_creation_input_tokens: 500}
  const answer = (id: string, content: object[]) => ({
    ...common,
    type: 'assistant',
    requestId: `req_${id}`,
    message: {id, role: 'assistant', model: 'claude-sonnet-5', stop_reason: 'end_turn', usage, content},
  })
  const task = {
    type: 'tool_use',
    id: 'toolu_1',
    name: 'Task',
    input: {subagent_type: 'Explore', prompt: secrets.toolInput, description: secrets.meta},
  }
  const result = {type: 'tool_result', tool_use_id: 'toolu_1', content: secrets.toolOutput}
  const lines = [
    {
      ...common,
      ...at(0),
      type: 'user',
      uuid: 'u1',
      message: {role: 'user', content: `${secrets.prompt} ${secrets.mail}`},
    },
    {
      ...common,
      ...at(1),
      type: 'user',
      uuid: 'u2',
      message: {
        role: 'user',
        content: `<command-name>/review</command-name><command-args>${secrets.command}</command-args>`,
      },
    },
    {
      ...at(2),
      ...answer('msg_1', [{type: 'thinking', thinking: secrets.thinking}, {type: 'text', text: secrets.answer}, task]),
    },
    {
      ...common,
      ...at(4),
      type: 'user',
      uuid: 'u3',
      message: {role: 'user', content: [result]},
      toolUseResult: {agentId: 'a1', agentType: 'Explore', content: secrets.toolOutput, prompt: secrets.toolInput},
    },
    {...common, type: 'ai-title', aiTitle: 'Melons in stock'},
  ]
  const inner = [
    {
      ...common,
      ...at(3),
      type: 'user',
      uuid: 'u4',
      isSidechain: true,
      agentId: 'a1',
      message: {role: 'user', content: secrets.toolInput},
    },
    {...at(3), ...answer('msg_2', [{type: 'text', text: secrets.answer}]), isSidechain: true, agentId: 'a1'},
    '{"type":"assistant","message":{"usage":{"input_tokens":-1},"content":"CANARY-answer-plum-42"}}',
    '{"type":"assistant","message":{"usage": CANARY-answer-plum-42',
  ]
  const folder = join(home, 'claude/projects/-home-ada-src-shop')
  mkdirSync(join(folder, session, 'subagents'), {recursive: true})
  const text = (parts: readonly (object | string)[]) =>
    parts.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('')
  writeFileSync(join(folder, `${session}.jsonl`), text(lines))
  writeFileSync(join(folder, session, 'subagents/agent-a1.jsonl'), text(inner))
  writeFileSync(
    join(folder, session, 'subagents/agent-a1.meta.json'),
    JSON.stringify({agentType: 'Explore', description: secrets.meta}),
  )
}

function everyFile(folder: string): string[] {
  return readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile() && !path.includes(`${join('claude', 'projects')}`))
}

const found = (text: string | Buffer) => Object.values(secrets).filter((secret) => text.includes(secret))

const home = freshHome()
write(home)
const env = {PECH_HOME: home, XDG_CACHE_HOME: join(home, 'cache')}

test('texts of prompts, answers, tools and people are in no output', () => {
  const outputs = [
    ['ingest', '--json'],
    ...['model', 'prompt', 'session', 'tool', 'skill', 'agent'].map((by) => ['report', '--all', '--json', '--by', by]),
    ...['table', 'csv', 'markdown', 'html'].map((format) => [
      'report',
      '--all',
      '--format',
      format,
      '--by',
      'session,prompt',
    ]),
    ['report', '--all', '--last', '9'],
    ['session'],
    ['session', '--json'],
    ['session', '--list', '--all', '--json'],
    ['cat-ledger'],
    ['cat-ledger', '--seed-format'],
    ['cat-log', join(home, 'claude')],
    ['verify', '--against-logs', '--json'],
    ['config', '--json'],
  ]
  for (const args of outputs) {
    const {exitCode, stdout, stderr} = runPech(args, {env})
    expect({args, exitCode, found: found(`${stdout}${stderr}`)}).toEqual({args, exitCode: 0, found: []})
  }
  expect(JSON.parse(runPech(['report', '--all', '--json'], {env}).stdout)).toMatchObject({
    totals: {calls: 2},
    problems: {length: 2},
  })
})

test('they are in no byte of the ledger, or of anything else that pech writes', () => {
  const files = everyFile(home)
  expect(files.some((path) => path.endsWith('ledger.db'))).toBe(true)
  expect(files.filter((path) => found(readFileSync(path)).length > 0)).toEqual([])
})

test('the title of a session is shown to its owner, and not in what is made to be passed on', () => {
  expect(runPech(['session'], {env}).stdout).toContain('Melons in stock')
  for (const format of ['json', 'csv', 'markdown', 'html']) {
    expect(runPech(['report', '--all', '--by', 'session', '--format', format], {env}).stdout).not.toContain('Melons')
  }
})

test.skipIf(process.platform === 'win32')('files are for their owner alone', () => {
  const kept = everyFile(home).filter((path) => !path.startsWith(join(home, 'cache')))
  for (const path of kept.filter((name) => name.includes('ledger.db'))) expect(statSync(path).mode & 0o777).toBe(0o600)
  const made = freshHome()
  const inside = join(made, 'new', 'home')
  runPech(['report'], {env: {PECH_HOME: inside, CLAUDE_CONFIG_DIR: join(home, 'claude')}, cwd: made})
  expect(statSync(inside).mode & 0o777).toBe(0o700)
})
