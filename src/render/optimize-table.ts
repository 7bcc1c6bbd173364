import type {OptimizeReport} from '../core/optimize/optimize-report.ts'
import {fixedColumn, nameColumn} from './column.ts'
import {counted} from './count.ts'
import {glyphsFor} from './glyphs.ts'
import {formatMoney, formatMoneyChange} from './money.ts'
import {formatSpan} from './moment.ts'
import {findingAssumption, findingEvidence, findingTitle} from './optimize-words.ts'
import type {RenderOptions} from './options.ts'
import {styled} from './style.ts'
import {drawTable} from './table.ts'
import {visible} from './visible.ts'
import {wrapWords} from './wrap.ts'

/** `pech optimize` on a terminal. */
export function optimizeText(report: OptimizeReport, options: RenderOptions): string {
  const {findings, counterfactuals} = report
  const sections = [headOf(report, options)]
  if (findings.length > 0) sections.push(tableOf(report, options), detailsOf(report, options))
  if (counterfactuals.some(({otherPicodollars}) => otherPicodollars > 0n)) sections.push(otherModels(report, options))
  return sections.join('\n')
}

function headOf(report: OptimizeReport, options: RenderOptions): string {
  const {period, spentPicodollars, findings, omittedFindings} = report
  const {dot, dash} = glyphsFor(options)
  const span = formatSpan(period, dash)
  const about = [visible(period.label), ...(span === '' ? [] : [span]), `${formatMoney(spentPicodollars)} spent`].join(
    dot,
  )
  const verdict =
    findings.length > 0
      ? 'What could be saved, per month of 30 days'
      : omittedFindings > 0
        ? 'Nothing found that would be worth a line.'
        : 'Nothing found that would save a cent.'
  const more = findings.length > 0 ? '' : omitted(report, options)
  return `${styled(about, 'dim', options.color)}\n${styled(verdict, 'bold', options.color)}\n${more}`
}

/** Findings that are not worth a line, in one. */
function omitted({omittedFindings, leastPicodollars}: OptimizeReport, options: RenderOptions): string {
  if (omittedFindings === 0) return ''
  const words = `${counted(omittedFindings, 'smaller finding')}, each below ${formatMoney(leastPicodollars)} a month: see --min 0`
  return `${styled(words, 'dim', options.color)}\n`
}

function tableOf(report: OptimizeReport, options: RenderOptions): string {
  const {findings} = report
  const glyphs = glyphsFor(options)
  const columns = [
    fixedColumn(
      '#',
      0,
      findings.map(({rank}) => String(rank)),
    ),
    nameColumn('what', 0, findings.map(findingTitle), glyphs, {minWidth: 30, cut: 'end'}),
    fixedColumn(
      'per month',
      0,
      findings.map(({perMonthPicodollars}) => formatMoney(perMonthPicodollars)),
    ),
    fixedColumn(
      'in the period',
      2,
      findings.map(({savingPicodollars}) => formatMoney(savingPicodollars)),
    ),
  ]
  return `${drawTable({columns, rows: findings.length}, options)}${omitted(report, options)}`
}

/** Findings overlap, so there is no sum. */
function detailsOf({findings}: OptimizeReport, options: RenderOptions): string {
  const width = Math.min(options.columns ?? 80, 100) - 4
  const blocks = findings.map((finding) => {
    const same = findings.find(({kind}) => kind === finding.kind) ?? finding
    const assumed = same === finding ? `Assumed: ${findingAssumption(finding)}` : `Assumed: as for ${same.rank}.`
    const words = `${findingEvidence(finding)} ${assumed}`
    const lines = wrapWords(words.split(' '), width)
    const label = String(finding.rank).padStart(2)
    return lines.map((line, index) => `${styled(index === 0 ? label : '  ', 'dim', options.color)}  ${line}\n`).join('')
  })
  const note = wrapWords(
    'Findings overlap: one call may stand in several, so they do not add up.'.split(' '),
    width,
  ).join('\n')
  return `${styled('Why', 'bold', options.color)}\n${blocks.join('')}\n${styled(note, 'dim', options.color)}\n`
}

function otherModels({counterfactuals}: OptimizeReport, options: RenderOptions): string {
  const glyphs = glyphsFor(options)
  const columns = [
    nameColumn(
      'everything on',
      0,
      counterfactuals.map(({model}) => visible(model)),
      glyphs,
      {minWidth: 17},
    ),
    fixedColumn(
      'would cost',
      0,
      counterfactuals.map(({otherPicodollars}) => formatMoney(otherPicodollars)),
    ),
    fixedColumn(
      'against now',
      0,
      counterfactuals.map(({savedPicodollars}) => formatMoneyChange(savedPicodollars)),
    ),
    fixedColumn(
      '',
      1,
      counterfactuals.map(({savedPct}) =>
        savedPct === null ? '' : `${savedPct > 0 ? '+' : ''}${savedPct.toFixed(0)}%`,
      ),
    ),
    fixedColumn('', 2, counterfactuals.map(verdictOn), {align: 'left', style: 'dim'}),
  ]
  const title = styled('The same tokens on one model', 'bold', options.color)
  return `${title}\n${drawTable({columns, rows: counterfactuals.length}, options)}`
}

/** Whoever spends more than the dearest family would cost uses dearer models than need be, or long contexts. */
function verdictOn({tier, savedPicodollars}: OptimizeReport['counterfactuals'][number]): string {
  return savedPicodollars < 0n && tier === 'opus' ? 'your mix is dearer' : ''
}
