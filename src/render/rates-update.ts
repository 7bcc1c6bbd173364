import type {RatesUpdated} from '../core/rates/update/rates-updated.ts'
import {toUsd} from '../core/money/picodollars.ts'
import {counted} from './count.ts'
import type {RenderOptions} from './options.ts'
import {differencesTable} from './rates-diff.ts'
import {visible} from './visible.ts'

/** `pech rates update` for people: what changes, what stays and why, and what was done. */
export function updateAsText(
  report: RatesUpdated,
  screen: Pick<RenderOptions, 'columns' | 'color' | 'unicode'>,
): string {
  const {differences, proposals, plan, source, file} = report
  const shown = proposals.length > 0 ? proposals.map(asDifference) : differences
  const table = shown.length === 0 ? [] : [differencesTable(shown, screen), '']
  const notes = [
    ...plan.outdated.map(
      ({model, condition, endedOn}) => `${model} (${condition}): the table still has a price that ended on ${endedOn}.`,
    ),
    ...plan.incomplete.map(
      ({model, missing}) => `${model}: not taken, the table states no price for ${missing.join(', ')}.`,
    ),
    ...plan.tooEarly.map(
      ({model, condition, from}) =>
        `${model} (${condition}): ${from} is not after the first day of the row that would end.`,
    ),
    ...(report.skipped.length === 0
      ? []
      : [
          `${counted(report.skipped.length, 'field')} of the table ${report.skipped.length === 1 ? 'is' : 'are'} no exact price and left out.`,
        ]),
  ].map(visible)
  return [...table, ...notes, `${visible(source.from)} (${source.format}): ${visible(verdict(report, file))}`, ''].join(
    '\n',
  )
}

/** `pech rates update --json`. Prices in USD per million tokens. */
export function updateAsJson({generatedAtMs, proposals, differences, plan, ...report}: RatesUpdated): object {
  const perMillion = (rate: bigint | null) => (rate === null ? null : toUsd(rate * 1_000_000n))
  return {
    schema: 'pech/rates@1',
    command: report.command,
    generatedAt: new Date(generatedAtMs).toISOString(),
    problems: report.problems,
    source: report.source,
    state: report.state,
    refusal: report.refusal,
    proposals: proposals.map((proposal) => ({
      ...proposal,
      old: perMillion(proposal.old),
      new: perMillion(proposal.new),
    })),
    differences,
    agreeing: plan.agreeing,
    outdated: plan.outdated,
    undated: plan.undated,
    tooEarly: plan.tooEarly,
    incomplete: plan.incomplete,
    skipped: report.skipped,
    file: report.file,
  }
}

function asDifference({model, condition, from, field, old, new: now, pct}: RatesUpdated['proposals'][number]) {
  const text = (rate: bigint | null) => (rate === null ? null : String(toUsd(rate * 1_000_000n)))
  return {model, condition, from, field, old: text(old), new: text(now), pct}
}

function verdict({state, refusal, plan, proposals}: RatesUpdated, file: string): string {
  const agreeing = `${counted(plan.agreeing, 'price row')} the same`
  if (state === 'unchanged') return `nothing to change, ${agreeing}.`
  if (refusal === 'undated') {
    return `nothing was written. The table does not say since when ${plan.undated.join(', ')} cost so: add --effective DATE.`
  }
  if (refusal === 'too-early') return 'nothing was written. Name a later first day with --effective DATE.'
  if (refusal === 'suspicious') {
    return `nothing was written. ${counted(proposals.filter(({suspicious}) => suspicious).length, 'change')} of more than 20 %, or of a price that the card did not have: look at them, then add --yes.`
  }
  if (state === 'planned') return `a dry run, nothing was written; ${agreeing}.`
  return `written to ${file}, which is now the rate card in force; ${agreeing}. Past calls keep their price: 'pech rates reprice' moves them.`
}
