import type {OptimizeReport} from '../core/optimize/optimize-report.ts'
import {toUsd} from '../core/money/picodollars.ts'
import {writeJson} from './json.ts'
import {timestamp} from './moment.ts'
import {findingAssumption, findingEvidence, findingTitle} from './optimize-words.ts'
import {periodFields} from './report-json.ts'
import {moneyFields, problemFields} from './totals-json.ts'

/** `pech optimize --json`: a list that a router can read. */
export function optimizeJson(report: OptimizeReport): string {
  return writeJson({
    schema: 'pech/optimize@1',
    generatedAt: timestamp(report.generatedAtMs),
    problems: problemFields(report.problems),
    period: periodFields(report.period),
    coveredDays: report.coveredDays,
    spent: moneyFields(report.spentPicodollars),
    minUsdPerMonth: toUsd(report.leastPicodollars),
    omittedFindings: report.omittedFindings,
    findings: report.findings.map((finding) => ({
      rank: finding.rank,
      kind: finding.kind,
      subject: {...finding.subject},
      usdPerMonth: toUsd(finding.perMonthPicodollars),
      saving: moneyFields(finding.savingPicodollars),
      evidence: {...finding.evidence},
      title: findingTitle(finding),
      reason: findingEvidence(finding),
      assumption: findingAssumption(finding),
    })),
    counterfactual: report.counterfactuals.map(({tier, model, savedPct, ...amounts}) => ({
      baseline: `always-${tier}`,
      tier,
      model,
      counterfactualUsd: toUsd(amounts.otherPicodollars),
      actualUsd: toUsd(amounts.actualPicodollars),
      savingsUsd: toUsd(amounts.savedPicodollars),
      savingsPct: savedPct,
      overEscalated: amounts.savedPicodollars < 0n,
    })),
  })
}
