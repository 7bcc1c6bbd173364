import {visible} from './visible.ts'

/** One test of a report for CI servers. */
export interface JunitCase {
  readonly name: string
  readonly outcome: 'passed' | 'failed' | 'skipped'
  readonly message: string
}

/** A report in the form that Jenkins and GitLab read. */
export function junitXml(suite: string, cases: readonly JunitCase[]): string {
  const count = (outcome: JunitCase['outcome']): number => cases.filter((one) => one.outcome === outcome).length
  const attributes = `name="${xml(suite)}" tests="${cases.length}" failures="${count('failed')}" errors="0" skipped="${count('skipped')}"`
  const body = cases.map(({name, outcome, message}) => {
    const start = `    <testcase classname="${xml(suite)}" name="${xml(name)}"`
    if (outcome === 'failed') return `${start}>\n      <failure message="${xml(message)}"/>\n    </testcase>\n`
    if (outcome === 'skipped') return `${start}>\n      <skipped message="${xml(message)}"/>\n    </testcase>\n`
    return `${start}>\n      <system-out>${xml(message)}</system-out>\n    </testcase>\n`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n  <testsuite ${attributes}>\n${body.join('')}  </testsuite>\n</testsuites>\n`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** Text for XML; characters that XML does not allow have become visible ones. */
function xml(text: string): string {
  return visible(text)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}
