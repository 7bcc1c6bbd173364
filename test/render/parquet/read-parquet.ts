import {parquetMetadata, parquetReadObjects} from 'hyparquet'

/** The rows of a file, and what its columns are. Dollars come as picodollars, whole: the reader would make floats of them. */
export async function readParquet(bytes: Uint8Array) {
  const file = new Uint8Array(bytes).buffer
  const metadata = parquetMetadata(file)
  const decimals = metadata.schema.filter((element) => element.converted_type === 'DECIMAL').map(({name}) => name)
  for (const element of metadata.schema) {
    if (element.converted_type === 'DECIMAL') delete element.converted_type
  }
  return {rows: await parquetReadObjects({file, metadata}), decimals, groups: metadata.row_groups.length}
}
