import {createReadStream} from 'node:fs'
import {parse} from 'csv-parse'
import {type ConsoleColumns, consoleColumns, readConsoleRecord} from '../../core/billing/console-csv.ts'
import type {BillFinding, BillRow} from '../../core/billing/bill-row.ts'
import {PechError} from '../../core/problem.ts'
import {systemReason} from '../system-reason.ts'

/** Takes what a file holds, row by row. */
export interface BillSink {
  row(row: BillRow): void
  finding(finding: BillFinding): void
}

const EXPECTED =
  'expected the cost export (usage_date_utc, model, token_type, cost_usd …) or the usage export (usage_date_utc, model_version, usage_input_tokens_no_cache, usage_output_tokens …) of the Console'

/** A cell longer than this is no cell of a bill. */
const MOST_CHARACTERS = 1_000_000

/**
 * Reads a CSV export of the Console, of any size, in a bounded amount of memory.
 *
 * @throws PechError `BILL_UNREADABLE`, or `BILL_COLUMNS` when the columns are not those of a bill.
 */
export async function readConsoleCsv(file: string, sink: BillSink): Promise<void> {
  let columns: ConsoleColumns | undefined
  const records = parse({
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    info: true,
    max_record_size: MOST_CHARACTERS,
  })
  const bytes = createReadStream(file, {highWaterMark: 1 << 20})
  // what goes wrong comes out of the loop below
  bytes.on('error', (error) => records.destroy(error))
  bytes.pipe(records)
  try {
    for await (const {record, info} of records) {
      if (columns === undefined) columns = columnsOf(file, record)
      else {
        const {rows, findings} = readConsoleRecord(columns, record, info.lines)
        for (const row of rows) sink.row(row)
        for (const finding of findings) sink.finding(finding)
      }
    }
  } catch (error) {
    if (error instanceof PechError) throw error
    throw new PechError('BILL_UNREADABLE', `${file}: ${systemReason(error)}`, EXPECTED)
  }
  if (columns === undefined) throw new PechError('BILL_COLUMNS', `${file} is empty`, EXPECTED)
}

function columnsOf(file: string, header: readonly string[]): ConsoleColumns {
  const columns = consoleColumns(header)
  if (!('missing' in columns)) return columns
  const found = header.slice(0, 20).join(', ')
  const lack = `row 1 lacks the column ${columns.missing.join(', ')}`
  throw new PechError('BILL_COLUMNS', `${file}: ${lack}; found ${found.slice(0, 300)}`, EXPECTED)
}
