import {cpSync, existsSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {Ajv2020} from 'ajv/dist/2020.js'
import {expect, test} from 'vitest'
import {root} from '../../scripts/bundles.ts'
import {dismissJson} from '../../src/render/anomaly-json.ts'
import {deliveryAsJson} from '../../src/render/delivery.ts'
import {ackJson} from '../../src/render/health-ack.ts'
import {freshHome, runPech} from '../run-pech.ts'
import {sharedFolder} from '../shared-folder.ts'

const names = [
  'report',
  'session',
  'ingest',
  'verify',
  'version',
  'error',
  'call',
  'anomaly',
  'anomaly-dismiss',
  'budget-check',
  'budget-list',
  'burn',
  'cache',
  'completion',
  'config-answer',
  'diff',
  'digest',
  'events',
  'export',
  'forecast',
  'health',
  'health-ack',
  'help',
  'init',
  'learn',
  'live',
  'optimize',
  'rates',
  'reconcile',
  'statusline',
  'trend',
] as const
type Name = (typeof names)[number]

/** A schema that allows nothing but what it names, so that a field cannot be added without saying so. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const parts = Object.fromEntries(Object.entries(schema).map(([key, part]) => [key, closed(part)]))
  return 'properties' in schema && schema.properties !== null && 'required' in schema
    ? {additionalProperties: false, ...parts}
    : parts
}

const ajv = new Ajv2020({allErrors: true, allowUnionTypes: true})
const validators = new Map(
  names.map((name) => {
    const schema: unknown = JSON.parse(readFileSync(join(root, `schemas/${name}.schema.json`), 'utf8'))
    return [name, ajv.compile(Object(closed(schema)))]
  }),
)

function faults(name: Name, text: string): unknown {
  const validate = validators.get(name)!
  return validate(JSON.parse(text)) ? null : validate.errors?.slice(0, 3)
}

const home = freshHome()
cpSync(join(root, 'fixtures/demo/pech'), home, {recursive: true})
const real = fileURLToPath(new URL('real/', sharedFolder))
const worlds = readdirSync(join(root, 'fixtures/worlds'), {withFileTypes: true})
  .filter((entry) => entry.isDirectory())
  .map(({name}) => join(root, 'fixtures/worlds', name, 'claude'))
const cards = (name: string) => join(root, 'fixtures/rate-cards', name)
const env = {
  PECH_HOME: home,
  CLAUDE_CONFIG_DIR: [join(root, 'fixtures/demo/claude'), ...worlds].join(','),
  PECH_NOW: '2026-11-20T17:00:00Z',
}

test.each<[Name, string[]]>([
  ['ingest', ['ingest', '--json']],
  ['ingest', ['ingest', '--dry-run', '--json']],
  ['report', ['report', '--json', '--all']],
  ['report', ['report', '--json', '--by', 'session,tool,hour', '--top', '40', '--all']],
  ['report', ['report', '--json', '--last', '100', '--all']],
  ['report', ['report', '--json', '--by', 'arm', '--top', '2', '--windows', '1h,24h,7d']],
  ['report', ['report', '--json', '--day', '2020-01-01']],
  ['session', ['session', '--json']],
  ['session', ['session', 'c579', '--json']],
  ['session', ['session', '--list', '--json', '--all']],
  ['session', ['session', '--list', '--json', '--day', '2020-01-01']],
  ['verify', ['verify', '--json']],
  ['version', ['--version', '--json']],
  ['verify', ['verify', '--against-logs', '--json']],
  ['anomaly', ['anomaly', '--json']],
  ['anomaly', ['anomaly', '--json', '--unit', 'session', '--all']],
  ['anomaly', ['anomaly', '--json', '--unit', 'day', '--all', '--method', 'mad']],
  ['budget-check', ['budget', 'check', '--json']],
  ['budget-check', ['budget', 'check', '--json', '--arm', 'globex']],
  ['budget-list', ['budget', 'list', '--json']],
  ['budget-list', ['budget', 'get', 'everything', '--json']],
  ['burn', ['burn', '--json']],
  ['burn', ['burn', '--json', '--bucket', '1h', '--alert-on-acceleration', '5']],
  ['cache', ['cache', '--json', '--all']],
  ['cache', ['cache', '--json', '--by', 'skill,agent']],
  ['completion', ['completion', 'fish', '--json']],
  ['config-answer', ['config', '--json']],
  ['diff', ['diff', '2026-10', '2026-11', '--json']],
  ['diff', ['diff', '2026-11', '2026-10', '--json', '--by', 'skill', '--alert-on-pct', '1', '--alert-on-usd', '1']],
  ['digest', ['digest', '--json']],
  ['events', ['events', '--deliver', '--json']],
  ['export', ['export', '--json']],
  ['forecast', ['forecast', '--json']],
  ['forecast', ['forecast', '--json', '--day']],
  ['forecast', ['forecast', '--json', '--session']],
  ['forecast', ['forecast', '--json', '--method', 'ses']],
  ['forecast', ['forecast', '--json', '--backtest', '--warmup', '20']],
  ['health', ['health', '--json']],
  ['help', ['help', '--json']],
  ['help', ['help', 'report', '--json']],
  ['help', ['help', 'budgets', '--json']],
  ['init', ['init', '--user', '--print', '--json']],
  ['live', ['live', '--json']],
  ['learn', ['learn', '--json']],
  ['learn', ['learn', 'export', '--json']],
  ['optimize', ['optimize', '--json']],
  ['rates', ['rates', 'show', '--json']],
  ['rates', ['rates', 'show', 'claude-opus-5', '--json']],
  ['rates', ['rates', 'check', '--json']],
  ['rates', ['rates', 'check', cards('gap.json'), '--json']],
  ['rates', ['rates', 'diff', 'current', cards('tables/card-2027.json'), '--json']],
  ['rates', ['rates', 'update', '--from', cards('tables/litellm-jump.json'), '--dry-run', '--json']],
  ['rates', ['rates', 'reprice', '--from', '2026-10-01', '--dry-run', '--json']],
  ['reconcile', ['reconcile', '--json', '--month=2026-08', '--csv', join(root, 'fixtures/billing/cost-2026-08.csv')]],
  ['reconcile', ['reconcile', '--json', '--csv', join(root, 'fixtures/billing/hostile-cells.csv')]],
  ['statusline', ['statusline', '--json']],
  ['trend', ['trend', '--json']],
  ['trend', ['trend', '--json', '--weeks', '3']],
  ['error', ['session', 'nobody', '--json']],
  ['error', ['report', '--by', 'modle', '--json']],
  ['error', ['nothing', '--json']],
])('an answer fits schemas/%s.schema.json: pech %j', (name, args) => {
  expect(faults(name, runPech(args, {env}).stdout)).toBeNull()
})

test('every line of cat-ledger and cat-log fits schemas/call.schema.json', () => {
  const ledger = runPech(['cat-ledger'], {env}).stdout
  const log = runPech(['cat-log', ...worlds, ...(existsSync(real) ? [real] : [])], {env}).stdout
  const lines = `${ledger}${log}`.trimEnd().split('\n')
  expect(lines.length).toBeGreaterThan(900)
  expect(lines.flatMap((line) => faults('call', line) ?? [])).toEqual([])
})

test('what is acknowledged, dismissed and delivered fits its schema too', () => {
  const [generatedAtMs, untilMs] = [Date.UTC(2026, 10, 20), Date.UTC(2026, 10, 27)]
  const keyText = '[null,null,"commit","main",null,"claude-opus-5","message"]'
  expect(faults('anomaly-dismiss', dismissJson({generatedAtMs, id: 'm1', keyText, untilMs, problems: []}))).toBeNull()
  expect(faults('health-ack', ackJson({generatedAtMs, id: 'budget:everything', untilMs, problems: []}))).toBeNull()
  const sink = {sink: 'chat', delivered: 1, rejected: 0, expired: 0, pending: 2, reason: 'HTTP 500'}
  expect(faults('events', JSON.stringify(deliveryAsJson({generatedAtMs, sinks: [sink], problems: []})))).toBeNull()
})

test('every answer has its schema, and the package holds them', () => {
  const known = readdirSync(join(root, 'schemas')).map((file) => {
    const {$id}: {$id?: string} = JSON.parse(readFileSync(join(root, 'schemas', file), 'utf8'))
    return $id
  })
  const sources = readdirSync(join(root, 'src'), {recursive: true, encoding: 'utf8'}).filter((file) =>
    /\.tsx?$/.test(file),
  )
  const used = sources.flatMap(
    (file) => readFileSync(join(root, 'src', file), 'utf8').match(/(?<=schema: ')pech\/[a-z-]+@1/g) ?? [],
  )
  const apart = ['pech/ledger-export@1', 'pech/rate-card-history@1']
  expect([...new Set(used)].filter((id) => !known.includes(id) && !apart.includes(id))).toEqual([])
  const {files}: {files: string[]} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  expect(files).toContain('schemas')
})

test('the schemas refuse what they should', () => {
  expect(faults('error', '{"schema": "pech/error@1", "error": {"code": "X", "message": "m"}}')).not.toBeNull()
  expect(faults('call', '{"schema": "pech/call@1"}')).not.toBeNull()
})
