import {expect, test} from 'vitest'
import {contractPrices} from '../../src/core/config/contract-prices.ts'
import {DEFAULT_CONFIG} from '../../src/core/config/default-config.ts'
import {CONFIG_KEYS, parseConfig} from '../../src/core/config/parse-config.ts'
import {readYaml} from '../../src/io/config/read-yaml.ts'
import {loadBuiltInCard} from '../../src/io/rate-card/load-rate-card.ts'
import {configExampleAsJson, configExampleAsText} from '../../src/render/config-example.ts'

const example = configExampleAsText()

test('the example changes nothing as it stands', () => {
  expect(parseConfig(readYaml(example))).toEqual({config: DEFAULT_CONFIG, findings: []})
})

test('with every setting switched on it is understood, and no setting is missing', () => {
  const document = readYaml(example.replaceAll(/^#(?! \S)/gm, ''))
  const {config, findings} = parseConfig(document)
  expect(findings).toEqual([])
  expect(contractPrices(config, document.places, loadBuiltInCard().card).findings).toEqual([])
  expect(Object.keys(document.value ?? {})).toEqual([...CONFIG_KEYS])
  expect(config.sinks.map(({name}) => name)).toEqual(['desktop', 'team'])
})

test('no line is longer than an editor shows', () => {
  expect(Math.max(...example.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120)
})

test('machines get the same text', () => {
  expect(configExampleAsJson({generatedAtMs: 0, problems: []})).toMatchObject({schema: 'pech/config@1', example})
})
