import {readFileSync} from 'node:fs'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {DEFAULT_CONFIG} from '../../../src/core/config/default-config.ts'
import {CONFIG_KEYS, parseConfig} from '../../../src/core/config/parse-config.ts'
import {EMPTY_DOCUMENT} from '../../../src/core/config/settings-document.ts'
import {configOf, findingsOf} from './config-text.ts'

const fixture = (name: string) => readFileSync(new URL(`../../../fixtures/configs/${name}`, import.meta.url), 'utf8')

test('a file that says nothing leaves every default in force', () => {
  for (const text of ['', '# nothing\n', 'version: 1\n', 'arms:\nroles:\nprices:\nhealth:\n', '{}']) {
    expect(configOf(text)).toEqual({config: DEFAULT_CONFIG, findings: []})
  }
  expect(parseConfig(EMPTY_DOCUMENT).config).toMatchObject({timezone: null, monthStartDay: 1, arms: [], prices: null})
})

test('every setting of a full file is in force as written', () => {
  const {config, findings} = configOf(fixture('full.yaml'))
  expect(findings).toEqual([])
  expect(config).toEqual({
    timezone: 'Asia/Kathmandu',
    monthStartDay: 15,
    arms: [
      {name: 'client-x', paths: ['~/work/client-x'], remotes: []},
      {name: 'platform', paths: ['/srv/platform', '~/work/platform-*'], remotes: ['github.com/acme/*']},
    ],
    roles: [
      {agent: 'Plan', role: 'orchestrator'},
      {agent: '*-reviewer', role: 'validator'},
    ],
    prices: {multiplier: 0.9, overrides: {'claude-opus-4-8': {input: '4.50'}}},
    sinks: [
      {
        name: 'desktop',
        type: 'command',
        command: ['notify-send', 'pech'],
        events: ['*'],
        secretEnv: null,
        timeoutSeconds: 10,
      },
      {
        name: 'team',
        type: 'webhook',
        url: 'https://hooks.example.com/services/T000/B000',
        events: ['pech.budget.*'],
        secretEnv: 'PECH_TEAM_SECRET',
        timeoutSeconds: 2.5,
        allowPrivate: ['hooks.example.com'],
      },
    ],
    statusline: {template: '{session} {month}'},
    anomaly: {floorUsd: 0.5, threshold: 5, alertOn: 2},
    health: {
      skip: ['hooks'],
      alertAccelerationPercent: 80,
      alertOutliers: 3,
      alertDaysToExhaust: 7,
      alertOrphanRate: 0.02,
      alertIngestLagHours: 6,
      alertRateCardAgeDays: 60,
    },
    rateLimit: {
      enabled: true,
      blocking: true,
      capacity: 30,
      refillPerSecond: 0.5,
      perSkill: [
        {skill: 'deploy', enabled: true, blocking: true, capacity: 5, refillPerSecond: 0.5},
        {skill: 'docs:*', enabled: false, blocking: true, capacity: 30, refillPerSecond: 0.5},
      ],
    },
  })
})

test('a mistake has its place, and what stands beside it is in force', () => {
  const {config} = configOf(fixture('mistakes.yaml'))
  expect(findingsOf(fixture('mistakes.yaml'))).toEqual([
    '1:10 version VALUE_UNEXPECTED',
    '2:11 timezone VALUE_UNEXPECTED',
    '3:14 month_start VALUE_UNEXPECTED',
    '4:7 week VALUE_UNEXPECTED',
    '5:1 arm KEY_UNKNOWN',
    '9:11 arms[1].name NAME_DUPLICATE',
    '11:5 arms[2] KEY_MISSING',
    '12:5 arms[3] KEY_MISSING',
    '14:11 arms[4].path VALUE_UNEXPECTED',
    '15:5 arms[5] VALUE_UNEXPECTED',
    '17:25 roles[0].role VALUE_UNEXPECTED',
    '18:5 roles[1] KEY_MISSING',
    '23:10 sinks[0].url VALUE_UNEXPECTED',
    '27:17 sinks[1].secret_env VALUE_UNEXPECTED',
    '29:11 sinks[2].type VALUE_UNEXPECTED',
    '33:22 sinks[3].timeout_seconds VALUE_UNEXPECTED',
    '34:24 statusline.template VALUE_UNEXPECTED',
    '35:22 anomaly.threshold VALUE_UNEXPECTED',
    '36:29 health.alert_orphan_rate VALUE_UNEXPECTED',
    '36:48 health.alert_outliers VALUE_UNEXPECTED',
    '37:23 rate_limit.enabled VALUE_UNEXPECTED',
  ])
  expect(config.arms).toEqual([{name: 'client-x', paths: ['~/work/client-x'], remotes: []}])
  expect(config.sinks.map(({name, timeoutSeconds}) => [name, timeoutSeconds])).toEqual([['slow', 10]])
  expect(config.rateLimit).toMatchObject({enabled: true, capacity: 5})
  expect(config).toMatchObject({timezone: null, monthStartDay: 1, roles: []})
})

test('no finding repeats what may be a secret', () => {
  expect(JSON.stringify(configOf(fixture('mistakes.yaml')).findings)).not.toContain('canary')
})

test('a file that is no mapping is one finding', () => {
  expect(findingsOf('- a\n- b\n')).toEqual(['1:1  VALUE_UNEXPECTED'])
  expect(findingsOf('just a text')).toEqual(['1:1  VALUE_UNEXPECTED'])
})

test('findings about the writing stand among the others, in the order of the file', () => {
  expect(findingsOf('month_start: 0\nweek: iso\nweek: iso\nversion: 3\nbudgets: 1\nbdgets: 2\n')).toEqual([
    '1:14 month_start VALUE_UNEXPECTED',
    '3:1 week KEY_DUPLICATE',
    '4:10 version VALUE_UNEXPECTED',
    '5:1 budgets KEY_UNKNOWN',
    '6:1 bdgets KEY_UNKNOWN',
  ])
})

test('a finding without a place goes before those that have one', () => {
  const finding = {code: 'FILE_NOT_UTF8', where: '', line: null, column: null, facts: {}} as const
  const places = new Map([['week', {key: {line: 2, column: 1}, value: {line: 2, column: 7}}]])
  const {findings} = parseConfig({value: {week: 'us'}, places, findings: [finding]})
  expect(findings.map(({code}) => code)).toEqual(['FILE_NOT_UTF8', 'VALUE_UNEXPECTED'])
  const inLine = {...finding, line: 2, column: null}
  expect(parseConfig({value: {week: 'us'}, places, findings: [inLine]}).findings[0]).toBe(inLine)
})

test('findings without a place stand in the order in which they were found', () => {
  const [first, second] = ['first', 'second'].map((where) => {
    return {code: 'FILE_NOT_UTF8', where, line: null, column: null, facts: {}} as const
  })
  expect(parseConfig({value: null, places: new Map(), findings: [first!, second!]}).findings).toEqual([first, second])
})

test('whatever stands in the file, there is a config, and it survives JSON', () => {
  const settings = fc.dictionary(fc.oneof(fc.constantFrom(...CONFIG_KEYS), fc.string()), fc.jsonValue())
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), settings), (value) => {
      const {config, findings} = parseConfig({value, places: new Map(), findings: []})
      expect(JSON.parse(JSON.stringify(config))).toEqual(JSON.parse(JSON.stringify({...DEFAULT_CONFIG, ...config})))
      for (const {code} of findings) expect(code).toMatch(/^[A-Z_0-9]+$/)
    }),
  )
})

test('what a full file says in its parts is what the parts say alone', () => {
  const {config} = configOf(fixture('full.yaml'))
  expect(configOf('month_start: 15').config).toEqual({...DEFAULT_CONFIG, monthStartDay: config.monthStartDay})
  expect(configOf('timezone: Asia/Kathmandu').config).toEqual({...DEFAULT_CONFIG, timezone: config.timezone})
})
