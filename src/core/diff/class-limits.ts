import type {CostClass} from '../rates/rate.ts'

/** Names that `--alert-on-class` takes, with the cost classes that each stands for. */
const CLASS_NAMES: ReadonlyMap<string, readonly CostClass[]> = new Map<string, readonly CostClass[]>([
  ['input', ['input']],
  ['output', ['output']],
  ['cache_read', ['cacheRead']],
  ['cache_write', ['cacheWrite5m', 'cacheWrite1h']],
  ['cache_write_5m', ['cacheWrite5m']],
  ['cache_write_1h', ['cacheWrite1h']],
  ['web_search', ['webSearch']],
])

/** A limit on the growth of one or several token classes together. */
export interface ClassLimit {
  /** As it was given, in small letters with `_`. */
  readonly name: string
  readonly classes: readonly CostClass[]
  /** Percent, from 0 on. */
  readonly pct: number
}

/**
 * Reads `cache_write:50,output:25`. Names may be written like `cacheWrite` or `cache-write` too.
 *
 * @returns The limits in the order given, or the part that is not understood.
 */
export function parseClassLimits(text: string): readonly ClassLimit[] | {readonly invalid: string} {
  const limits: ClassLimit[] = []
  for (const part of text.split(',').map((piece) => piece.trim())) {
    const [, written = '', digits = ''] = /^([A-Za-z0-9_-]+):(\d+(?:\.\d+)?)%?$/.exec(part) ?? []
    const name = written
      .replace(/(?<=[a-z])(?=[A-Z]|\d)/g, '_')
      .replaceAll('-', '_')
      .toLowerCase()
    const classes = CLASS_NAMES.get(name)
    if (classes === undefined) return {invalid: part}
    limits.push({name, classes, pct: Number(digits)})
  }
  return limits
}

/** @returns Every name that `parseClassLimits` takes. */
export function classLimitNames(): string[] {
  return [...CLASS_NAMES.keys()]
}
