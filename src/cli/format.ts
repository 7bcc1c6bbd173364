/** The formats that an answer can be written in. */
export const FORMATS = [
  'table',
  'json',
  'csv',
  'markdown',
  'html',
  'pdf',
  'text',
  'github',
  'junit',
  'sarif',
  'nagios',
  'prometheus',
  'otlp',
  'jsonl',
  'parquet',
] as const

/** One of the formats. */
export type Format = (typeof FORMATS)[number]
