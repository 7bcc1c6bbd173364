import type {CardDifference} from '../core/rates/update/diff-cards.ts'
import type {RatesDiffed} from '../core/rates/update/rates-updated.ts'
import {type Column, fixedColumn} from './column.ts'
import {counted} from './count.ts'
import type {RenderOptions} from './options.ts'
import {drawTable} from './table.ts'
import {visible} from './visible.ts'

type Screen = Pick<RenderOptions, 'columns' | 'color' | 'unicode'>

/** `pech rates diff` for people: a line per difference. */
export function diffAsText(report: RatesDiffed, screen: Screen): string {
  const {differences} = report
  const names = `${visible(report.old)} and ${visible(report.new)}`
  if (differences.length === 0) return `${names}: no difference.\n`
  return `${differencesTable(differences, screen)}\n${counted(differences.length, 'difference')} between ${names}.\n`
}

/** `pech rates diff --json`. */
export function diffAsJson({generatedAtMs, ...report}: RatesDiffed): object {
  return {
    schema: 'pech/rates@1',
    command: report.command,
    generatedAt: new Date(generatedAtMs).toISOString(),
    problems: report.problems,
    old: report.old,
    new: report.new,
    differences: report.differences,
  }
}

/** Differences as a table: USD per million tokens, days, names. */
export function differencesTable(differences: readonly CardDifference[], screen: Screen): string {
  const texts = (cell: (difference: CardDifference) => string) => differences.map((one) => visible(cell(one)))
  const columns: Column[] = [
    fixedColumn(
      'model',
      0,
      texts(({model}) => model ?? 'all models'),
      {align: 'left'},
    ),
    fixedColumn(
      'condition',
      2,
      texts(({condition}) => (condition === 'any' ? '' : (condition ?? ''))),
      {align: 'left'},
    ),
    fixedColumn(
      'from',
      1,
      texts(({from}) => from ?? ''),
      {align: 'left'},
    ),
    fixedColumn(
      'field',
      0,
      texts(({field}) => field),
      {align: 'left'},
    ),
    fixedColumn(
      'old',
      0,
      texts(({old}) => old ?? ''),
    ),
    fixedColumn(
      'new',
      0,
      texts((one) => one.new ?? ''),
    ),
    fixedColumn(
      'change',
      0,
      texts(({pct}) => percentText(pct)),
    ),
  ]
  return drawTable({columns, rows: differences.length}, screen)
}

/** `+200%`, `-7.5%`; empty for none. */
export function percentText(pct: number | null): string {
  if (pct === null) return ''
  const rounded = Math.round(pct * 10) / 10
  return `${rounded > 0 ? '+' : ''}${rounded}%`
}
