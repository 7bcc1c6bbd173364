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
import {wrapWords} from './wrap.ts'

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
      rows.map(([key]) => visible(kindName(key))),
      glyphsFor(options),
      {minWidth: 46},
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
  const about = wrapWords(ABOUT_KEYS.split(' '), Math.min(100, options.columns ?? 80)).join('\n')
  return `${head}\n${drawTable({columns, rows: rows.length}, options)}\n${styled(about, 'dim', options.color)}\n`
}

const ABOUT_KEYS =
  'US dollars per call. Names with colons are plugin:skill:role, plugin:role and plugin, each over all its calls; (none) is no plugin, hook no skill, unknown no role.'

/** Of an attribution tuple the values alone, as anomalies are called: who, on what model, for which skill. */
function kindName(key: string): string {
  if (!/^(?:plugin|subPlugin|skill|agent|role|model|kind)=/.test(key)) return key
  const parts = key.split(/,(?=(?:plugin|subPlugin|skill|agent|role|model|kind)=)/)
  const values = new Map(parts.map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]))
  const [plugin, skill] = [values.get('plugin'), values.get('skill')]
  const owner = skill?.startsWith(`${plugin}:`) ? undefined : plugin
  const model = values.get('model')?.replace(/^claude-/, '')
  const rest = ['subPlugin', 'role', 'kind'].map((name) => values.get(name))
  return [values.get('agent'), model, skill, owner, ...rest].filter((name) => name !== undefined).join(', ')
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
