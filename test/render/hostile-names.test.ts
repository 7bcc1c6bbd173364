import {parse} from 'csv-parse/sync'
import {marked} from 'marked'
import {expect, test} from 'vitest'
import {failureAsText} from '../../src/cli/failure.ts'
import type {Report, SessionReport} from '../../src/core/report/report.ts'
import {textWidth} from '../../src/render/text-width.ts'
import {problemsAsText} from '../../src/render/trouble.ts'
import {reportCsv} from '../../src/render/report-csv.ts'
import {reportHtml} from '../../src/render/report-html.ts'
import {reportJson} from '../../src/render/report-json.ts'
import {reportMarkdown} from '../../src/render/report-markdown.ts'
import {reportTable} from '../../src/render/report-table.ts'
import {sessionJson, sessionListJson} from '../../src/render/session-json.ts'
import {sessionListTable} from '../../src/render/session-list-table.ts'
import {sessionTable} from '../../src/render/session-table.ts'
import {visible} from '../../src/render/visible.ts'
import {hostileNames} from './hostile-names.ts'
import {byModel, byProject, lastCalls, oneSession, sessionList, terminal} from './sample-report.ts'

/** What no output of ours may hold: newlines are ours, everything else would act or hide. */
const ACTING = /(?!\n)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u

const period = (name: string): Report['period'] => ({...byModel.period, label: `session ${name}`})

const named = (name: string): Report => ({
  ...byProject,
  period: period(name),
  rows: byProject.rows.map((row) => ({...row, key: {project: name, model: name}, title: name})),
  totals: {...byProject.totals, unpriced: {calls: 1n, tokens: 2n, models: [name]}},
  problems: [
    {code: name, count: 2, file: name, offset: 7, facts: {[name]: name}},
    {code: 'USAGE_REFUSED', count: 1, file: name, facts: {field: name}},
  ],
})

const namedCalls = (name: string): Report => ({
  ...lastCalls,
  rows: lastCalls.rows.map((row) => {
    const call = row.call && {
      ...row.call,
      id: name,
      session: name,
      model: name,
      agent: name,
      skill: name,
      tools: [name, name],
      project: name,
    }
    return {...row, key: {call: name}, ...(call && {call})}
  }),
})

const facts = (name: string): SessionReport['session'] => {
  return {...oneSession.session, id: name, title: name, project: name, arm: name, branch: name, models: [name]}
}

const namedSession = (name: string): SessionReport => ({
  ...oneSession,
  session: facts(name),
  calls: oneSession.calls.map((call) => ({
    ...call,
    facts: {...call.facts, id: name, model: name, agent: name, skill: name, tools: [name]},
  })),
  prompts: oneSession.prompts.map((prompt) => ({...prompt, id: name})),
  subagents: oneSession.subagents.map((subagent) => ({...subagent, agent: name, agentId: name})),
})

const namedList = (name: string): typeof sessionList => ({
  ...sessionList,
  period: period(name),
  sessions: sessionList.sessions.map((session) => ({...session, facts: facts(name)})),
})

const onTerminal: Readonly<Record<string, (name: string, columns: number | undefined) => string>> = {
  report: (name, columns) => reportTable(named(name), {...terminal, columns}),
  'empty report': (name, columns) =>
    reportTable({...named(name), rows: [], totals: {...byModel.totals, calls: 0n}}, {...terminal, columns}),
  'last calls': (name, columns) => reportTable(namedCalls(name), {...terminal, columns}),
  session: (name, columns) => sessionTable(namedSession(name), {...terminal, columns}),
  'session list': (name, columns) => sessionListTable(namedList(name), {...terminal, columns}),
}

test('there are 200 hostile names and more', () => {
  expect(new Set(hostileNames).size).toBeGreaterThanOrEqual(200)
})

test.each(Object.entries(onTerminal))('no name acts on a terminal or breaks a line: %s', (_, render) => {
  const lines = render('harmless', 80).split('\n').length
  for (const name of hostileNames) {
    for (const columns of [80, 200, undefined]) expect(render(name, columns)).not.toMatch(ACTING)
    // Long titles and paths of a session are wrapped, not cut.
    if (name.length < 40 && !name.includes(' ')) expect(render(name, 200).split('\n').length).toBeLessThanOrEqual(lines)
  }
})

test('no name makes a line of a table wider than the screen', () => {
  for (const name of hostileNames) {
    for (const columns of [80, 120]) {
      const table = sessionListTable(namedList(name), {...terminal, columns})
        .split('\n')
        .slice(4)
      expect(Math.max(...table.map(textWidth))).toBeLessThanOrEqual(columns)
      const report = reportTable(
        {...named(name), period: byModel.period, totals: byProject.totals},
        {...terminal, columns},
      )
      expect(Math.max(...report.split('\n').map(textWidth))).toBeLessThanOrEqual(columns)
    }
  }
})

test('problems and errors with hostile names are one line each', () => {
  for (const name of hostileNames) {
    const text = problemsAsText(named(name).problems, false)
    expect(text).not.toMatch(ACTING)
    expect(text.split('\n')).toHaveLength(3)
    expect(failureAsText({code: 'X', message: name, hint: name})).not.toMatch(ACTING)
  }
})

test('JSON holds every name as it is, and nothing raw that acts', () => {
  for (const name of hostileNames) {
    const texts = [
      reportJson(named(name)),
      reportJson(namedCalls(name)),
      sessionJson(namedSession(name)),
      sessionListJson(namedList(name)),
    ]
    for (const text of texts) expect(text).not.toMatch(ACTING)
    const [report, calls, session, list] = texts.map((text): unknown => JSON.parse(text))
    expect(report).toMatchObject({rows: [{key: {project: name, model: name}}, {}, {}, {}]})
    expect(calls).toMatchObject({rows: [{key: {call: name}, tools: [name, name]}, {}, {}, {}, {}]})
    expect(session).toMatchObject({session: {title: name}, subagents: [{agent: name}, {agentId: name}]})
    expect(list).toMatchObject({sessions: [{id: name}, {branch: name}, {title: name}]})
  }
})

test('no cell of CSV begins a formula, and every cell is read back', () => {
  for (const name of hostileNames) {
    for (const text of [reportCsv(named(name)), reportCsv(namedCalls(name))]) {
      expect(text).not.toMatch(ACTING)
      const records: string[][] = parse(text)
      expect(new Set(records.map((record) => record.length)).size).toBe(1)
      for (const cell of records.flat()) expect(cell).toMatch(/^(?![=+\-@\t\r\n\0＝＋－＠])|^-?[\d.]+$/)
    }
    const [, first = []] = parse(reportCsv(named(name)))
    expect(first[0]).toBe((/^[=+\-@\t\r\n\0＝＋－＠]/.test(name) ? "'" : '') + visible(name))
  }
})

/** Text of markup that has only the tags that we write ourselves; fails on any other. */
function textOf(markup: string, tags: RegExp): string {
  const rest = markup.replace(tags, '')
  expect(rest).not.toMatch(/[<>]/)
  return rest.replace(/&(?:#(\d+)|(\w+));/g, (_, code?: string, entity = '') => {
    return code === undefined ? (ENTITIES.get(entity) ?? '') : String.fromCodePoint(Number(code))
  })
}

const ENTITIES = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['amp', '&'],
])

const MARKDOWN_TAGS = /<\/?(?:h3|p|table|thead|tbody|tr|ul|li|strong|em|code|t[hd](?: align="right")?)>/g

test('Markdown shows every name as text and keeps its columns', async () => {
  for (const name of hostileNames) {
    const markdown = reportMarkdown(named(name), terminal)
    expect(markdown).not.toMatch(ACTING)
    const markup = await marked.parse(markdown)
    const text = textOf(markup, MARKDOWN_TAGS)
    if (name.trim() === name) expect(text).toContain(visible(name))
    expect(markup.match(/<t[hd][ >]/g)).toHaveLength(10 * (byProject.rows.length + 3))
    expect(markup).not.toMatch(/<a |<img/)
    // Outside of code, GitHub would call the people and link the issues.
    expect(markup.replaceAll(/<code>.*?<\/code>/g, '')).not.toMatch(/@|#\d/)
  }
})

const HTML_TAGS =
  /<!doctype html>|<(?:meta|html|section|div|svg|rect|th|td|p|dl|ul|ol|span|tr|li|table|dt|dd|code|small|strong|thead|tbody|tfoot|h1|h2|main|header|footer|head|body|title|style)(?: (?:charset|http-equiv|content|name|lang|class|scope|colspan|role|aria-label|aria-hidden|focusable|tabindex|x|width|height)="[^"<>]*")*\/?>|<\/[a-z0-9]+>/g

test('HTML shows every name as text', () => {
  for (const name of hostileNames) {
    for (const markup of [reportHtml(named(name), terminal), reportHtml(namedCalls(name), terminal)]) {
      expect(markup).not.toMatch(ACTING)
      expect(textOf(markup, HTML_TAGS)).toContain(visible(name))
    }
  }
})
