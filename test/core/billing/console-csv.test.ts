import {expect, test} from 'vitest'
import {consoleColumns, readConsoleRecord} from '../../../src/core/billing/console-csv.ts'

const COST = ['\uFEFFusage_date_utc', ' Model', 'token_type', 'cost_usd', 'list_price_usd', 'cost_type', 'currency']

function cost(...cells: string[]) {
  const columns = consoleColumns(COST)
  if ('missing' in columns) throw new Error(columns.missing.join())
  return readConsoleRecord(columns, cells, 7)
}

test('a bill is known by what it must have, in any order and case', () => {
  expect(consoleColumns(COST)).toMatchObject({kind: 'cost'})
  expect(
    consoleColumns(['usage_output_tokens', 'model_version', 'usage_input_tokens_no_cache', 'USAGE_DATE_UTC']),
  ).toMatchObject({kind: 'usage'})
  expect(consoleColumns(['usage_date_utc', 'model'])).toEqual({missing: ['token_type', 'cost_usd']})
  expect(consoleColumns(['model_version', 'usage_output_tokens'])).toEqual({
    missing: ['usage_date_utc', 'usage_input_tokens_no_cache'],
  })
})

test('a cost row has its class from type and token type', () => {
  const classOf = (costType: string, tokenType: string) =>
    cost('2026-08-05', 'M', tokenType, '1', '', costType, '').rows[0]?.costClass
  expect([
    classOf('token', 'output'),
    classOf('', 'input_cache_read'),
    classOf('tokens', 'input_cache_write_1h'),
  ]).toEqual(['output', 'cacheRead', 'cacheWrite1h'])
  expect([classOf('web_search', ''), classOf('code_execution', ''), classOf('', '')]).toEqual([
    'webSearch',
    'other',
    'other',
  ])
})

test('list price is told or not; a row may name no model', () => {
  expect(cost('2026-08-05T00:00:00Z', '', 'output', '0.90', '1.00', 'token', 'usd').rows).toMatchObject([
    {day: '2026-08-05', model: null, billed: 900_000_000_000n, list: 1_000_000_000_000n, tokens: null},
  ])
  expect(cost('2026-08-05', 'M', 'output', '0.90', '', 'token', '').rows).toMatchObject([{list: null}])
})

test('a cell that cannot be used is named with its row and column', () => {
  const found = (...cells: string[]) => cost(...cells).findings.map(({code, row, column}) => `${code} ${row} ${column}`)
  expect(found('2026-08-05', 'M')).toEqual(['TORN 7 '])
  expect(found('soon', 'M', 'output', '1', '', '', '')).toEqual(['NOT_DAY 7 usage_date_utc'])
  expect(found('=TODAY()', 'M', 'output', '1', '', '', '')).toEqual(['FORMULA 7 usage_date_utc'])
  expect(found('2026-08-05', '=M', 'output', '1', '', '', '')).toEqual(['FORMULA 7 model'])
  expect(found('2026-08-05', 'M', 'thought', '1', '', '', '')).toEqual(['UNKNOWN_VALUE 7 token_type'])
  expect(found('2026-08-05', 'M', 'output', '=1', '', '', '')).toEqual(['FORMULA 7 cost_usd'])
  expect(found('2026-08-05', 'M', 'output', 'x', '', '', '')).toEqual(['NOT_AMOUNT 7 cost_usd'])
  expect(found('2026-08-05', 'M', 'output', '1', 'x', '', '')).toEqual(['NOT_AMOUNT 7 list_price_usd'])
  expect(found('2026-08-05', 'M', 'output', '1', '', '', 'EUR')).toEqual(['OTHER_CURRENCY 7 currency'])
})

test('a usage row gives one row per class that was used', () => {
  const columns = consoleColumns([
    'usage_date_utc',
    'model_version',
    'usage_input_tokens_no_cache',
    'usage_output_tokens',
    'web_search_count',
  ])
  if ('missing' in columns) throw new Error(columns.missing.join())
  const read = (...cells: string[]) => readConsoleRecord(columns, cells, 2)
  expect(read('2026-08-05', 'm', '12', '0', '3').rows).toMatchObject([
    {costClass: 'input', tokens: 12, billed: null},
    {costClass: 'webSearch', tokens: 3},
  ])
  expect(read('2026-08-05', 'm', '1.5', '0', '').findings).toMatchObject([
    {code: 'NOT_COUNT', column: 'usage_input_tokens_no_cache'},
  ])
  expect(read('2026-08-05', 'm', '1', '=2', '').findings).toMatchObject([{code: 'FORMULA'}])
  expect(read('2026-08-05', '@m', '1', '2', '').findings).toMatchObject([{code: 'FORMULA', column: 'model_version'}])
})
