import {readYaml} from '../../../src/io/config/read-yaml.ts'
import {parseBudgets} from '../../../src/core/budget/parse-budgets.ts'

/** Budgets of a text as a user writes it. */
export function budgetsOf(text: string): ReturnType<typeof parseBudgets> {
  return parseBudgets(readYaml(text))
}

/** Findings as `line:column code where`. */
export function findingsOf(text: string): string[] {
  return budgetsOf(text).findings.map(({line, column, code, where}) => `${line}:${column} ${code} ${where}`)
}
