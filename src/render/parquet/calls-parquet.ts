import {ByteWriter, ParquetWriter} from 'hyparquet-writer'
import {PechError} from '../../core/problem.ts'
import type {CallRecord} from '../../core/report/call-record.ts'
import {costOfCall, LEAST_UNWRITABLE_PICODOLLARS, PARQUET_COLUMNS} from './parquet-columns.ts'

/** So many calls are held in memory at a time. */
const GROUP_ROWS = 10_000

/**
 * Calls as a Parquet file (Snappy, one row per call), piece by piece.
 *
 * @param version - Of pech, for those who open the file.
 * @throws PechError `EXPORT_RANGE` for a call that costs a million dollars or more.
 */
export function* callsParquet(calls: Iterable<CallRecord>, version: string): Generator<Uint8Array> {
  const bytes = new ByteWriter()
  const schema = [
    {name: 'root', num_children: PARQUET_COLUMNS.length},
    ...PARQUET_COLUMNS.flatMap((column) => column.schema),
  ]
  const file = new ParquetWriter({writer: bytes, schema, createdBy: `pech ${version}`})
  let group: CallRecord[] = []
  for (const call of calls) {
    group.push(checked(call))
    if (group.length < GROUP_ROWS) continue
    writeGroup(file, group)
    yield taken(bytes)
    group = []
  }
  if (group.length > 0) writeGroup(file, group)
  void file.finish()
  yield taken(bytes)
}

function writeGroup(file: ParquetWriter, group: readonly CallRecord[]): void {
  const columnData = PARQUET_COLUMNS.map(({name, value}) => ({name, data: group.map(value)}))
  void file.write({columnData, rowGroupSize: group.length})
}

/** What was written since the last time; the place in the file goes on. */
function taken(bytes: ByteWriter): Uint8Array {
  const piece = new Uint8Array(bytes.buffer, 0, bytes.index).slice()
  bytes.index = 0
  return piece
}

function checked(call: CallRecord): CallRecord {
  if (costOfCall(call) < LEAST_UNWRITABLE_PICODOLLARS) return call
  throw new PechError(
    'EXPORT_RANGE',
    `call ${call.identity} costs a million dollars or more, which its column in Parquet cannot hold`,
    'see it with `pech report --last`; `--format jsonl` writes any amount',
  )
}
