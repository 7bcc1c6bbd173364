import type {ProblemCount} from '../core/problem.ts'
import type {Totals} from '../core/report/totals.ts'

/**
 * Problems with one more where calls have neither a price nor an estimate: their money is in no total, and only their tokens are known.
 * Calls with an estimate are no problem: it stands beside the total.
 *
 * @param problems - What is known already, in order of code.
 */
export function withUnpriced(problems: readonly ProblemCount[], {unpriced, estimated}: Totals): ProblemCount[] {
  const count = unpriced.calls - estimated.calls
  if (count === 0n) return [...problems]
  const models = unpriced.models.filter((model) => !estimated.models.includes(model)).join(', ')
  const problem = {code: 'MODEL_UNPRICED', count: Number(count), facts: {models}}
  return [...problems, problem].sort((a, b) => (a.code < b.code ? -1 : 1))
}
