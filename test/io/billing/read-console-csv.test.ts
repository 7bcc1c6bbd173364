import {createWriteStream, mkdtempSync, readFileSync} from 'node:fs'
import {once} from 'node:events'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {expect, test} from 'vitest'
import type {BillFinding} from '../../../src/core/billing/bill-row.ts'
import {exactUsd} from '../../../src/render/money.ts'
import {readConsoleCsv} from '../../../src/io/billing/read-console-csv.ts'

const bills = fileURLToPath(new URL('../../../fixtures/billing/', import.meta.url))

async function read(file: string) {
  let [billed, list, tokens, rows] = [0n, 0n, 0, 0]
  const findings: BillFinding[] = []
  await readConsoleCsv(file, {
    row(row) {
      rows++
      billed += row.billed ?? 0n
      list += row.list ?? 0n
      tokens += row.costClass === 'webSearch' ? 0 : (row.tokens ?? 0)
    },
    finding: (finding) => void findings.push(finding),
  })
  return {billed, list, tokens, rows, findings}
}

test('every example gives the sum and the refused rows that its README promises', async () => {
  const table = readFileSync(join(bills, 'README.md'), 'utf8').matchAll(
    /^\| `(.+\.csv)` \|.+\| ([\d.]+)( tokens)?.*?(?:; (\d+) refused)? \|$/gm,
  )
  const promised = [...table]
  expect(promised).toHaveLength(11)
  for (const [, file = '', sum, isTokens, refused = '0'] of promised) {
    const {billed, tokens, findings} = await read(join(bills, file))
    expect([file, isTokens ? tokens : Number(exactUsd(billed)), findings.length]).toEqual([
      file,
      Number(sum),
      Number(refused),
    ])
  }
})

test('a refused row is named by its line in the file', async () => {
  const {findings} = await read(join(bills, 'formula-cells.csv'))
  expect(findings.map(({code, row, column}) => [code, row, column])).toEqual([
    ['FORMULA', 3, 'cost_usd'],
    ['FORMULA', 4, 'usage_date_utc'],
    ['FORMULA', 5, 'model'],
  ])
})

test('a file that is no bill, is empty or missing is refused by name', async () => {
  await expect(read(join(bills, 'wrong-columns.csv'))).rejects.toMatchObject({
    code: 'BILL_COLUMNS',
    message: expect.stringContaining('usage_date_utc'),
  })
  await expect(read('/dev/null')).rejects.toMatchObject({code: 'BILL_COLUMNS'})
  await expect(read(join(bills, 'gone.csv'))).rejects.toMatchObject({
    code: 'BILL_UNREADABLE',
    message: expect.stringContaining('no such file'),
  })
  await expect(read(bills)).rejects.toMatchObject({code: 'BILL_UNREADABLE'})
})

test('a million rows are summed exactly in a bounded amount of memory', {timeout: 180_000}, async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'pech-test-')), 'million.csv')
  const out = createWriteStream(file)
  out.write('usage_date_utc,model,workspace,api_key,usage_type,token_type,cost_usd\n')
  const block = '2026-08-05,Claude Sonnet 5,Default,demo-key,message,output,0.01\n'.repeat(10_000)
  for (let count = 0; count < 100; count++) if (!out.write(block)) await once(out, 'drain')
  out.end()
  await once(out, 'close')
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  const {billed, rows} = await read(file)
  expect([rows, exactUsd(billed)]).toEqual([1_000_000, '10000.00'])
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024)
})
