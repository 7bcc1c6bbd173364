import {writeJson} from './json.ts'
import {visible} from './visible.ts'

/** One finding for a code scanner's list. */
export interface SarifResult {
  readonly rule: string
  readonly level: 'error' | 'warning' | 'note'
  readonly message: string
}

/**
 * Findings in SARIF 2.1.0. They concern no line of code; since GitHub wants a place, that is the first line of the budgets file.
 *
 * @param rules - Id and short description of every rule.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifJson(
  rules: readonly (readonly [id: string, description: string])[],
  results: readonly SarifResult[],
  version: string,
): string {
  return writeJson({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'pech',
            version,
            rules: rules.map(([id, description]) => ({id, shortDescription: {text: description}})),
          },
        },
        results: results.map(({rule, level, message}) => ({
          ruleId: rule,
          ruleIndex: rules.findIndex(([id]) => id === rule),
          level,
          message: {text: visible(message)},
          locations: [{physicalLocation: {artifactLocation: {uri: 'budgets.yaml'}, region: {startLine: 1}}}],
          partialFingerprints: {'pech/rule': rule},
        })),
      },
    ],
  })
}
