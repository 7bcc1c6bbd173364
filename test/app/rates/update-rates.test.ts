import {readFileSync} from 'node:fs'
import {findProvider} from '@pydantic/genai-prices'
import {expect, test} from 'vitest'
import {diffRates} from '../../../src/app/rates/diff-rates.ts'
import {updateRates, type UpdateWanted} from '../../../src/app/rates/update-rates.ts'
import type {RatesUpdatePorts} from '../../../src/app/rates/update-ports.ts'
import {parseRateCard} from '../../../src/core/rates/parse-rate-card.ts'
import {createPricer} from '../../../src/core/rates/pricer.ts'
import {builtInCardJson} from '../../../src/io/rate-card/load-rate-card.ts'

const repository = new URL('../../../', import.meta.url)
const tables = new URL('fixtures/rate-cards/tables/', repository)
const liteLlm = new URL('node_modules/llm-cost/model_prices_and_context_window.json', repository)

function fixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, tables), 'utf8'))
}

/** A world whose card file is a variable, and in which every source holds `content`. */
function world(content: unknown, card: unknown = builtInCardJson(), answer: boolean | null = null) {
  const state = {card, history: [] as object[], questions: [] as string[]}
  const inForce = () => {
    const read = parseRateCard(state.card)
    if (read.card === null) throw new Error(JSON.stringify(read.findings))
    return {card: read.card, source: 'card', content: state.card, fingerprint: 'f', problems: []}
  }
  const ports: RatesUpdatePorts = {
    clock: () => Date.parse('2026-11-21T12:00:00Z'),
    rateCards: {
      inForce,
      contentInForce: () => ({kind: 'read', source: 'card', json: state.card}),
      contentOf: (source) => ({kind: 'read', source, json: content}),
    },
    priceSources: {read: async (source) => ({kind: 'read', source, json: content})},
    cardFile: {
      path: 'rate-card.json',
      replace(next, entry) {
        state.card = JSON.parse(JSON.stringify(next))
        state.history.push(entry)
      },
    },
    confirm: async (question) => {
      state.questions.push(question)
      return answer
    },
  }
  const update = (wanted: Partial<UpdateWanted> = {}) =>
    updateRates(ports, {
      from: 'table.json',
      effective: undefined,
      verified: undefined,
      yes: false,
      dryRun: false,
      ...wanted,
    })
  const price = (model: string, at: string) =>
    createPricer(inForce().card).price({
      model,
      atMs: Date.parse(at),
      speed: null,
      serviceTier: null,
      geo: null,
      tokens: {input: 1, output: 1, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0},
    }).vector
  return {state, ports, update, price}
}

test('the files that genai-prices and llm-cost ship propose nothing: card and tables agree on what is in force', async () => {
  const genai = world([findProvider({providerId: 'anthropic'})])
  expect(await genai.update()).toMatchObject({
    report: {
      state: 'unchanged',
      proposals: [],
      // they keep the step of a beta that was retired
      plan: {
        outdated: [{model: 'claude-sonnet-4-5-20250929', condition: 'prompt_tokens>200000', endedOn: '2026-04-30'}],
      },
    },
  })
  const litellm = world(JSON.parse(readFileSync(liteLlm, 'utf8')))
  expect(await litellm.update()).toMatchObject({report: {state: 'unchanged', plan: {agreeing: 4, outdated: []}}})
})

test('a change without a date is refused until a person names the day', async () => {
  const {state, update} = world(fixture('litellm.json'))
  const before = state.card
  expect(await update()).toMatchObject({
    exitCode: 1,
    report: {state: 'refused', refusal: 'undated', plan: {undated: ['claude-opus-5-5']}},
  })
  expect(await update({dryRun: true})).toMatchObject({report: {state: 'planned', refusal: 'undated'}})
  expect(await update({effective: '2026-09-22'})).toMatchObject({exitCode: 1, report: {refusal: 'too-early'}})
  expect(state).toMatchObject({card: before, history: []})
  const answer = await update({effective: '2026-12-01'})
  expect(answer.exitCode).toBeUndefined()
  expect(answer.report).toMatchObject({state: 'applied', proposals: [{field: 'cacheRead', suspicious: false}]})
  expect(answer.report.proposals[0]?.pct).toBeCloseTo(10)
})

test('after an update the past costs what it cost, the second time nothing changes, and the history has one line', async () => {
  const {state, update, price} = world(fixture('genai-prices.json'))
  const past = price('claude-sonnet-5-5', '2026-11-01T00:00:00Z')
  await update()
  expect(price('claude-sonnet-5-5', '2026-11-01T00:00:00Z')).toEqual(past)
  expect(price('claude-sonnet-5-5', '2026-12-14T23:59:59Z')).toEqual(past)
  expect(price('claude-sonnet-5-5', '2026-12-15T00:00:00Z')).toMatchObject({input: 1_800_000n, cacheRead: 90_000n})
  const after = JSON.stringify(state.card)
  expect(await update()).toMatchObject({report: {state: 'unchanged'}})
  expect(JSON.stringify(state.card)).toBe(after)
  expect(state.history).toMatchObject([
    {schema: 'pech/rate-card-history@1', at: '2026-11-21T12:00:00.000Z', before: 'f'},
  ])
  expect(state.card).toMatchObject({notes: [expect.any(String), expect.any(String), expect.any(String)]})
})

test('a price that jumps threefold is stopped where nobody can be asked, and where the answer is no', async () => {
  const wanted = {effective: '2026-12-01'}
  for (const answer of [null, false]) {
    const {state, update} = world(fixture('litellm-jump.json'), builtInCardJson(), answer)
    expect(await update(wanted)).toMatchObject({exitCode: 1, report: {state: 'refused', refusal: 'suspicious'}})
    expect([state.history.length, state.questions.length]).toEqual([0, 1])
  }
  expect(await world(fixture('litellm-jump.json'), builtInCardJson(), true).update(wanted)).toMatchObject({
    report: {state: 'applied'},
  })
  const {state, update} = world(fixture('litellm-jump.json'))
  expect(await update({...wanted, yes: true})).toMatchObject({report: {state: 'applied'}})
  expect(state.questions).toEqual([])
})

test('a newer card of pech brings rows, models and its day', async () => {
  const sound = JSON.parse(readFileSync(new URL('../sound.json', tables), 'utf8'))
  const {state, update} = world(fixture('card-2027.json'), sound)
  expect(await update()).toMatchObject({report: {state: 'applied', source: {format: 'pech'}}})
  expect(state.card).toMatchObject({
    verifiedAt: '2026-11-22',
    models: [{id: 'claude-opus-1'}, {id: 'claude-opus-2', display: 'Example Opus 2'}],
  })
  expect(await update()).toMatchObject({report: {state: 'unchanged'}})
})

test('a new model without every price is not taken; a person may say that the card was compared with the vendor', async () => {
  const {state, update} = world(fixture('models-dev.json'))
  expect(await update()).toMatchObject({
    report: {state: 'unchanged', plan: {incomplete: [{model: 'claude-haiku-6', missing: ['cacheWrite1h']}]}},
  })
  expect(await update({verified: '2026-11-22'})).toMatchObject({report: {state: 'applied'}})
  expect(state.card).toMatchObject({verifiedAt: '2026-11-22'})
})

test('what would make the card unsound is not written', async () => {
  const table = {
    'claude-opus-5-5': {
      litellm_provider: 'anthropic',
      input_cost_per_token: 4.5e-6,
      output_cost_per_token: 2e-5,
      cache_creation_input_token_cost: 4.4e-6,
    },
  }
  const {state, update} = world(table)
  await expect(update({effective: '2026-12-01'})).rejects.toMatchObject({code: 'RATE_CARD_INVALID'})
  expect(state.history).toEqual([])
})

test('what is no table, no sound card or no day is refused by name', async () => {
  await expect(world({}).update()).rejects.toMatchObject({code: 'PRICES_UNKNOWN'})
  await expect(world({schema: 'pech/rate-card@1'}).update()).rejects.toMatchObject({code: 'RATE_CARD_INVALID'})
  await expect(world({}).update({effective: 'soon'})).rejects.toMatchObject({code: 'USAGE'})
  const unreadable = world({})
  const ports = {
    ...unreadable.ports,
    priceSources: {read: async (source: string) => ({kind: 'unreadable' as const, source, reason: 'gone'})},
  }
  const wanted = {from: 'x', effective: undefined, verified: undefined, yes: false, dryRun: false}
  await expect(updateRates(ports, wanted)).rejects.toMatchObject({code: 'PRICES_UNREADABLE', message: 'x: gone'})
  const inForce = {
    ...unreadable.ports.rateCards.inForce(),
    problems: [{code: 'RATE_CARD_INVALID' as const, file: 'rate-card.json'}],
  }
  const broken = {
    ...world(fixture('litellm.json')).ports,
    rateCards: {...unreadable.ports.rateCards, inForce: () => inForce},
  }
  await expect(updateRates(broken, wanted)).rejects.toMatchObject({code: 'RATE_CARD_INVALID'})
})

test('two cards are compared, and a card with a table of another format', () => {
  const {ports} = world(fixture('litellm.json'))
  expect(diffRates(ports, 'current', 'current').report.differences).toEqual([])
  const {differences} = diffRates(ports, 'current', 'litellm.json').report
  expect(differences.map(({model, from, field}) => `${model} ${from} ${field}`)).toContain(
    'claude-opus-5-5 2026-09-22 to',
  )
  expect(() => diffRates(ports, 'litellm.json', 'current')).toThrow('litellm.json is no rate card of pech')
  const own = world(builtInCardJson()).ports
  expect(diffRates(own, 'a.json', 'b.json').report.differences).toEqual([])
})
