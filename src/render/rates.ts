import type {CardRow} from '../core/rates/rate-card.ts'
import type {RatesShown, ShownModel} from '../core/rates/rates-report.ts'
import {TOKEN_CLASSES, type TokenClass} from '../core/tokens.ts'
import {fixedColumn} from './column.ts'
import {counted} from './count.ts'
import type {RenderOptions} from './options.ts'
import {conditionWords, modifierWords, rateColumns, surenessColumn, surenessWords} from './rate-columns.ts'
import {styled} from './style.ts'
import {drawTable} from './table.ts'
import {visible} from './visible.ts'
import {wrapWords} from './wrap.ts'

type Screen = Pick<RenderOptions, 'columns' | 'color'>

/** `pech rates show` for people: the list of all models, or one model with its history and sources. */
export function ratesAsText(report: RatesShown, screen: Screen): string {
  const [model] = report.models
  return report.asked === null || model === undefined ? listAsText(report, screen) : modelAsText(report, model, screen)
}

/** `pech rates show --json`. */
export function ratesAsJson({generatedAtMs, atMs, models, modifiers, sources, card, ...report}: RatesShown): object {
  return {
    schema: 'pech/rates@1',
    command: report.command,
    generatedAt: new Date(generatedAtMs).toISOString(),
    problems: report.problems,
    card,
    at: new Date(atMs).toISOString(),
    asked: report.asked,
    models: models.map(({model, rows}) => ({...model, rows: rows.map(rowAsJson)})),
    modifiers: {
      batch: Number(modifiers.batch) / 1e9,
      geoUs: {multiplier: Number(modifiers.geoUs.multiplier) / 1e9, from: modifiers.geoUs.from},
      webSearchUsdPer1000: Number(modifiers.webSearch) / 1e9,
    },
    sources: Object.fromEntries(sources),
  }
}

function rowAsJson({row, inForce}: ShownModel['rows'][number]): object {
  const {from, to, condition, rates, confidence, source} = row
  const each = (shown: (name: TokenClass) => unknown) =>
    Object.fromEntries(TOKEN_CLASSES.map((name) => [name, shown(name)]))
  return {
    from,
    to,
    condition,
    inForce,
    usdPerMillion: each((name) => Number(rates[name]) / 1e6),
    picodollarsPerToken: each((name) => String(rates[name])),
    confidence,
    source,
  }
}

function listAsText(report: RatesShown, screen: Screen): string {
  const lines = report.models.flatMap(({model, rows}): {name: string; row: CardRow | null}[] => {
    if (rows.length === 0) return [{name: visible(model.id), row: null}]
    return rows.map(({row}, index) => ({name: index === 0 ? visible(model.id) : '', row}))
  })
  const rows = lines.map(({row}) => row)
  const since = rows.map((row) => row?.from ?? '')
  const names = lines.map(({name}) => name)
  const conditions = rows.map((row) => (row === null ? 'no price' : conditionWords(row)))
  const columns = [
    fixedColumn('model', 0, names, {align: 'left'}),
    fixedColumn('for', 0, conditions, {align: 'left'}),
    ...rateColumns(rows),
    surenessColumn(rows),
    fixedColumn('since', 2, since, {align: 'left', style: 'dim'}),
  ]
  const notes = [modifierWords(report.modifiers, true), ...surenessWords(rows), cardWords(report)]
  const title = `USD per million tokens on ${dayOf(report.atMs)}`
  const table = drawTable({columns, rows: rows.length}, {...screen, unicode: true})
  return [title, '', table, ...notes.flatMap((note) => prose(note, screen)), ''].join('\n')
}

function cardWords({card, problems}: RatesShown): string {
  const refused = problems.find(({code}) => code === 'RATE_CARD_INVALID')?.file
  const why = refused === undefined ? '' : ` (${refused} cannot be used: see 'pech rates check')`
  const stale = problems.some(({code}) => code === 'RATE_CARD_STALE') ? ' Prices may have changed since.' : ''
  const age = counted(Math.max(0, card.ageDays), 'day')
  return `Rate card: ${card.source}${why}, verified on ${card.verifiedAt}, ${age} ago.${stale}`
}

function modelAsText(report: RatesShown, shown: ShownModel, screen: Screen): string {
  const {asked, modifiers} = report
  const {id, display, family, released, geoUs} = shown.model
  const facts = [display, ...(family === null ? [] : [family]), ...(released === null ? [] : [`released ${released}`])]
  const lines = [`${styled(visible(id), 'bold', screen.color)}: ${visible(facts.join(', '))}`]
  if (asked !== null && asked.name !== id) lines.push(`${visible(asked.name)} → ${visible(id)}`)
  if (asked !== null && asked.aliases.length > 0)
    lines.push(...prose(`Other names: ${asked.aliases.join(', ')}`, screen))
  if (shown.rows.length === 0) {
    const rest = 'such calls are in no total; an estimate from the newest model of the family stands beside it.'
    return [...lines, '', ...prose(`No price on ${dayOf(report.atMs)}: ${rest}`, screen), ''].join('\n')
  }
  const rows = shown.rows.map(({row}) => row)
  const notes = [modifierWords(modifiers, geoUs), ...surenessWords(rows), cardWords(report)]
  const bySource = rows.map((row) => `${spanWords(row)}: ${row.source}`)
  const described = [...report.sources].map(([code, text]) => `${code}: ${text}`)
  const sources = [...bySource, ...described].flatMap((line) => prose(line, screen))
  const table = historyTable(shown, screen)
  const parts = [
    '',
    'USD per million tokens',
    '',
    table,
    ...notes.flatMap((note) => prose(note, screen)),
    '',
    'Sources',
  ]
  return [...lines, ...parts, ...sources, ''].join('\n')
}

function historyTable({rows: shown}: ShownModel, screen: Screen): string {
  const rows = shown.map(({row}) => row)
  const from = rows.map((row) => row.from ?? 'beginning')
  const to = rows.map((row) => row.to ?? '')
  const columns = [
    fixedColumn('from', 0, from, {align: 'left'}),
    fixedColumn('to', 0, to, {align: 'left'}),
    fixedColumn('for', 0, rows.map(conditionWords), {align: 'left'}),
    ...rateColumns(rows),
    surenessColumn(rows),
  ]
  const rowStyles = Object.fromEntries(shown.map(({inForce}, index) => [index, inForce ? 'plain' : 'dim'] as const))
  return drawTable({columns, rows: rows.length, rowStyles}, {...screen, unicode: true})
}

/** A text wrapped to the screen, further lines indented; names in it are made safe. */
function prose(text: string, {columns = 80}: Screen): string[] {
  const [first = '', ...others] = wrapWords(visible(text).split(' '), Math.min(columns, 100) - 2)
  return [first, ...others.map((line) => `  ${line}`)]
}

function spanWords(row: CardRow): string {
  const condition = conditionWords(row)
  return `From ${row.from ?? 'the beginning'}${condition === '' ? '' : `, ${condition}`}`
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}
