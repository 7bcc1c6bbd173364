import type {PeriodFlags} from '../core/time/period.ts'

/** What one argument of `pech diff` means. */
export type SideSpec =
  | {readonly kind: 'file'; readonly path: string}
  | {readonly kind: 'period'; readonly flags: PeriodFlags; readonly before: PeriodFlags | null}
  | {readonly kind: 'branch'; readonly name: string}
  | {readonly kind: 'session'; readonly id: string}
  /** A file or a branch: what is there decides. */
  | {readonly kind: 'name'; readonly name: string}

const DAY_MS = 86_400_000

/**
 * Reads an argument of `pech diff`. A prefix (`branch:`, `session:`, `file:`) always decides; then what looks like a period
 * is one; then what looks like a path, or ends with `.json`, is a file; all else is a name.
 */
export function readSide(text: string): SideSpec {
  const [, prefix, rest = ''] = /^(branch|session|file):(.+)$/s.exec(text) ?? []
  if (prefix === 'branch') return {kind: 'branch', name: rest}
  if (prefix === 'session') return {kind: 'session', id: rest}
  if (prefix === 'file') return {kind: 'file', path: rest}
  const period = readPeriod(text)
  if (period !== null) return period
  if (/^[./~]|^[A-Za-z]:[\\/]|\.json$/.test(text) || text === '-') return {kind: 'file', path: text}
  return {kind: 'name', name: text}
}

function readPeriod(text: string): SideSpec | null {
  if (text === 'all') return period({all: true}, null)
  if (text === 'today') return period({day: 'today'}, {day: 'yesterday'})
  if (text === 'yesterday') return period({day: text}, null)
  if (/^\d{4}-\d{2}$/.test(text)) return period({month: text}, {month: monthBefore(text)})
  if (/^\d{4}-W\d{2}$/.test(text)) return period({week: text}, null)
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return period({day: text}, {day: dayBefore(text)})
  const [, count, unit] = /^(\d{1,4})([hdwm])$/.exec(text) ?? []
  if (count !== undefined) return period({since: text}, {since: `${2 * Number(count)}${unit}`, until: text})
  const [, since, until] = /^(.*?)\.\.(.*)$/.exec(text) ?? []
  const isMoment = (part: string) => part === '' || /^\d{4}-\d{2}-\d{2}|^\d{1,4}[hdwm]$/.test(part)
  if (since === undefined || until === undefined || !isMoment(since) || !isMoment(until)) return null
  if (since === '' && until === '') return null
  return period({since: since || undefined, until: until || undefined}, null)
}

function period(flags: PeriodFlags, before: PeriodFlags | null): SideSpec {
  return {kind: 'period', flags, before}
}

function monthBefore(month: string): string {
  return new Date(Date.parse(`${month}-01`) - DAY_MS).toISOString().slice(0, 7)
}

function dayBefore(day: string): string | undefined {
  const atMs = Date.parse(day)
  return Number.isNaN(atMs) ? undefined : new Date(atMs - DAY_MS).toISOString().slice(0, 10)
}
