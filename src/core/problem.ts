/**
 * Expected trouble, as data. The English for each code stands in `render/problem.ts`.
 * `where` is a file (with offset or line) or a name; `facts` fill the sentence.
 */
export interface Problem {
  readonly code: ProblemCode
  readonly file?: string
  /** Byte offset of the line's first byte in `file`. */
  readonly offset?: number
  readonly facts?: Readonly<Record<string, string | number>>
}

/** Codes of problems that do not stop the work: they are counted and reported. */
export type ProblemCode =
  | 'USAGE_REFUSED'
  | 'LINE_MALFORMED'
  | 'LINE_TOO_LONG'
  | 'FILE_UNREADABLE'
  | 'FILE_NOT_REGULAR'
  | 'FILE_SYMLINK_LEAVES_ROOT'
  | 'META_MALFORMED'
  | 'MODEL_UNPRICED'
  | 'LEDGER_REPLACED'
  | 'CONFIG_INVALID'
  | 'BUDGETS_INVALID'
  | 'RATE_CARD_STALE'
  | 'RATE_CARD_INVALID'

/** How often a problem occurred, with its first place; the shape of `problems` in every JSON answer. */
export interface ProblemCount {
  readonly code: string
  readonly count: number
  readonly file?: string
  readonly offset?: number
  readonly facts?: Readonly<Record<string, string | number>>
}

/** pech could not do it: said on stderr with what to do, exit code 1. */
export class PechError extends Error {
  readonly code: string
  readonly hint: string | undefined

  /**
   * @param code - Stable, upper case, e.g. `LEDGER_CORRUPT`.
   * @param message - Where and what, in one sentence.
   * @param hint - What to do.
   */
  constructor(code: string, message: string, hint?: string) {
    super(message)
    this.name = 'PechError'
    this.code = code
    this.hint = hint
  }
}

/**
 * Counts problems by code, keeping each code's first occurrence, in order of code.
 *
 * @param problems - Any number; the empty list gives an empty list.
 */
export function countProblems(problems: readonly Problem[]): ProblemCount[] {
  const counts = new Map<string, {first: Problem; count: number}>()
  for (const problem of problems) {
    const known = counts.get(problem.code)
    if (known) known.count++
    else counts.set(problem.code, {first: problem, count: 1})
  }
  return [...counts.values()].map(({first, count}) => ({...first, count})).sort((a, b) => (a.code < b.code ? -1 : 1))
}
