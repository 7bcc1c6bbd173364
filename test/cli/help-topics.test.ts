import {expect, test} from 'vitest'
import {filterFlags} from '../../src/cli/filter-flags.ts'
import {helpTopics} from '../../src/cli/help.ts'
import {periodFlags} from '../../src/cli/period-flags.ts'
import {DIMENSIONS} from '../../src/core/attribution/dimension.ts'
import {runPech} from '../run-pech.ts'

test.each(Object.keys(helpTopics))('pech help %s fits 80 columns and prints what it says in JSON, too', (topic) => {
  const {stdout} = runPech(['help', topic])
  expect(stdout).toBe(helpTopics[topic])
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
  expect(JSON.parse(runPech(['help', topic, '--json']).stdout)).toMatchObject({subject: topic, text: stdout})
})

test('the topic dimensions names all of them, and the filters whose flag has another name', () => {
  for (const dimension of DIMENSIONS) expect(helpTopics['dimensions']).toMatch(new RegExp(`\\b${dimension}\\b`))
  for (const flag of Object.keys(filterFlags).filter((name) => name.includes('-'))) {
    expect(helpTopics['dimensions']).toContain(`--${flag}`)
  }
})

test('the topic periods names all period flags', () => {
  for (const flag of Object.keys(periodFlags)) expect(helpTopics['periods']).toContain(`--${flag}`)
})

test('the overview names the topics', () => {
  const words = runPech(['help']).stdout.replaceAll(/\s+/g, ' ')
  expect(words).toContain(`Other topics: ${Object.keys(helpTopics).join(', ')}.`)
})
