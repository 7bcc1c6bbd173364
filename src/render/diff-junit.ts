import type {DiffReport} from '../core/diff/diff-report.ts'
import {diffNotes, ruleWords, verdictWords} from './diff-words.ts'
import {junitXml, type JunitCase} from './junit.ts'
import {phraseText} from './phrase.ts'

/** `pech diff --format junit`: a test per limit; without limits one that passes. */
export function diffJunit(report: DiffReport): string {
  const {gate} = report
  const limits = gate.rules.map((rule): JunitCase => {
    const message = phraseText(ruleWords(rule))
    return {
      name: `limit: ${message.split(':')[0]} (${rule.kind})`,
      outcome: rule.tripped ? 'failed' : 'passed',
      message,
    }
  })
  const unknown = gate.unknown.map((reason, index): JunitCase => {
    const note = diffNotes(report)[index] ?? []
    return {name: `limit: ${reason}`, outcome: 'skipped', message: phraseText(note)}
  })
  const whole: JunitCase = {name: 'cost', outcome: 'passed', message: verdictWords(report)}
  return junitXml('pech diff', [...(limits.length === 0 ? [whole] : limits), ...unknown])
}
