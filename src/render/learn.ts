import {exportLearnings} from '../core/learning/export-learnings.ts'
import type {LearnReport} from '../core/learning/learn-report.ts'
import {fixedColumn, nameColumn} from './column.ts'
import {counted, withThousands} from './count.ts'
import {formatUsd} from './forecast-words.ts'
import {glyphsFor} from './glyphs.ts'
import {type Json, writeJson} from './json.ts'
import {timestamp} from './moment.ts'
import {shortId} from './names.ts'
import type {RenderOptions} from './options.ts'
import {styled} from './style.ts'
import {drawTable} from './table.ts'
import {problemFields} from './totals-json.ts'
import {visible} from './visible.ts'

/** `pech learn` on a terminal; an export is the file itself. */
export function learnText(report: LearnReport, options: RenderOptions): string {
  const {command, patterns, sessions, forgotten} = report
  if (command === 'export') return writeJson(learningsOf(report))
  if (command === 'reset')
    return `Forgotten: ${counted(forgotten, 'pattern')}. Sessions that end from now on teach anew.\n`
  const head = `${styled(counted(patterns.size, 'pattern'), 'bold', options.color)} learned from ${counted(sessions, 'session')}.\n`
  if (patterns.size === 0)
    return `${head}A session teaches when it has ended (or is compacted), with five calls of a kind or more.\n`
  const rows = [...patterns].sort(([, a], [, b]) => b.observations - a.observations)
  const columns = [
    nameColumn(
      'kind of calls',
      0,
      rows.map(([key]) => visible(key)),
      glyphsFor(options),
      {minWidth: 24, cut: 'end'},
    ),
    fixedColumn(
      'calls',
      1,
      rows.map(([, {observations}]) => withThousands(BigInt(observations))),
    ),
    fixedColumn(
      'mean',
      0,
      rows.map(([, {muUsd}]) => formatUsd(muUsd)),
    ),
    fixedColumn(
      'spread',
      2,
      rows.map(([, {sigmaUsd}]) => formatUsd(sigmaUsd)),
    ),
    fixedColumn(
      'half up to',
      3,
      rows.map(([, {p50Usd}]) => formatUsd(p50Usd)),
    ),
    fixedColumn(
      '95% up to',
      0,
      rows.map(([, {p95Usd}]) => formatUsd(p95Usd)),
    ),
    fixedColumn(
      'last session',
      4,
      rows.map(([, {lastSession}]) => visible(shortId(lastSession))),
      {align: 'left'},
    ),
  ]
  return `${head}\n${drawTable({columns, rows: rows.length}, options)}`
}

/** `pech learn --json`: what the export holds, and what else is to say. */
export function learnJson(report: LearnReport): string {
  return writeJson({
    schema: 'pech/learn@1',
    generatedAt: timestamp(report.generatedAtMs),
    problems: problemFields(report.problems),
    command: report.command,
    forgotten: report.forgotten,
    ...learningsOf(report),
  })
}

function learningsOf({patterns, generatedAtMs, sessions}: LearnReport): {readonly [key: string]: Json} {
  const {patterns: exported, ...head} = exportLearnings(patterns, timestamp(generatedAtMs) ?? '', sessions)
  return {...head, patterns: Object.fromEntries(Object.entries(exported).map(([key, pattern]) => [key, {...pattern}]))}
}
