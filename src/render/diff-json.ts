import {CAUSES, type Causes} from '../core/diff/cause.ts'
import type {Change} from '../core/diff/change.ts'
import type {ComparedSide} from '../core/diff/compare-sides.ts'
import type {DiffReport} from '../core/diff/diff-report.ts'
import type {GateRule} from '../core/diff/judge-diff.ts'
import {COST_CLASSES} from '../core/rates/rate.ts'
import {type Json, writeJson} from './json.ts'
import {timestamp} from './moment.ts'
import {type JsonFields, moneyFields, problemFields} from './totals-json.ts'

/** `pech diff --json`. The causes of the whole and of each row add up to its delta exactly. */
export function diffJson({generatedAtMs, problems, comparison, gate}: DiffReport): string {
  const {base, current, by, delta, causes, drivers, rows, classes} = comparison
  return writeJson({
    schema: 'pech/diff@1',
    generatedAt: timestamp(generatedAtMs),
    problems: problemFields(problems),
    base: sideFields(base),
    current: sideFields(current),
    delta: deltaFields(delta),
    causes: causes && causeFields(causes),
    drivers: Object.fromEntries(
      CAUSES.flatMap((cause) => {
        const driver = drivers[cause]
        return driver ? [[cause, {key: driver.key, variant: driver.variant, ...moneyFields(driver.picodollars)}]] : []
      }),
    ),
    dimensions: [...by],
    by: rows.map(({key, status, causes: own, ...change}) => ({
      key,
      status,
      ...changeFields(change),
      causes: own && causeFields(own),
    })),
    byClass: classes && Object.fromEntries(COST_CLASSES.map((name) => [name, changeFields(classes[name])])),
    gate: {
      tripped: gate.tripped,
      verdict: gate.verdict,
      unknown: [...gate.unknown],
      rules: gate.rules.map(ruleFields),
    },
  })
}

function sideFields({label, fromMs, toMs, git, costPicodollars, calls, sessions, unpriced}: ComparedSide): Json {
  return {
    label,
    from: timestamp(fromMs),
    to: timestamp(toMs),
    git: git && {sha: git.sha, branch: git.branch, dirty: git.dirty},
    ...moneyFields(costPicodollars),
    calls,
    sessions,
    unpriced: unpriced && {
      calls: unpriced.calls,
      callsWithoutEstimate: unpriced.callsWithoutEstimate,
      estimated: moneyFields(unpriced.estimatePicodollars),
    },
  }
}

function deltaFields({deltaPicodollars, pct}: Change): JsonFields {
  return {...moneyFields(deltaPicodollars), pct}
}

function changeFields(change: Change): JsonFields {
  const {basePicodollars, currentPicodollars} = change
  return {base: moneyFields(basePicodollars), current: moneyFields(currentPicodollars), delta: deltaFields(change)}
}

function causeFields(causes: Causes): JsonFields {
  return Object.fromEntries(CAUSES.map((cause) => [cause, moneyFields(causes[cause])]))
}

function ruleFields({kind, subject, limitPct, limitPicodollars, change, tripped}: GateRule): JsonFields {
  return {
    kind,
    of: subject.of,
    ...(subject.of === 'class' ? {class: subject.name} : subject.of === 'row' ? {key: subject.key} : {}),
    limitPct,
    limit: limitPicodollars === null ? null : moneyFields(limitPicodollars),
    ...changeFields(change),
    tripped,
  }
}
