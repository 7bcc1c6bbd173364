import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {CONFIG_KEYS} from '../../src/core/config/parse-config.ts'
import {readYaml} from '../../src/io/config/read-yaml.ts'
import {configExampleAsText} from '../../src/render/config-example.ts'
import schema from '../../schemas/config.schema.json' with {type: 'json'}
import {schemaErrors} from './schema-errors.ts'

const errors = (text: string) => schemaErrors(JSON.parse(JSON.stringify(schema)), readYaml(text).value)
const fixture = (name: string) => readFileSync(new URL(`../../fixtures/configs/${name}`, import.meta.url), 'utf8')

test('a config that pech understands fits the published schema', () => {
  const example = configExampleAsText()
  for (const text of [fixture('full.yaml'), fixture('full.json'), fixture('aliases.yaml'), example, '']) {
    expect(errors(text)).toEqual([])
  }
  expect(errors(example.replaceAll(/^#(?! \S)/gm, ''))).toEqual([])
})

test('the schema knows the settings that pech knows', () => {
  expect(Object.keys(schema.properties)).toEqual([...CONFIG_KEYS])
})

test('what pech does not understand does not fit, but for what only pech can judge', () => {
  const places = errors(fixture('mistakes.yaml')).map((error) => error.replace(/: .*/, ''))
  expect(places).toEqual([
    '/arm',
    '/version',
    '/month_start',
    '/week',
    '/arms/2/name',
    '/arms/5',
    '/roles/0/role',
    '/roles/1/role',
    '/prices/overrides/claude-opus-4-8/inptu',
    '/sinks/1/secret_env',
    '/sinks/2/type',
    '/sinks/3/timeout_seconds',
    '/statusline/template',
    '/anomaly/threshold',
    '/health/alert_outliers',
    '/health/alert_orphan_rate',
    '/rate_limit/enabled',
  ])
})
