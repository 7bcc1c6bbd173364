import type {Picodollars} from '../money/picodollars.ts'
import type {Cell, CellDimension} from '../snapshot/cell.ts'
import {attributeChange, type SharedCalls} from './attribute-change.ts'
import {type Causes, noCauses} from './cause.ts'
import {type CellGroup, groupCells} from './cell-group.ts'

/** What tells groups apart whatever is asked for: a mixture of models would make a change of model look like one of price. */
const ALWAYS_APART: readonly CellDimension[] = ['model', 'agent', 'skill']

/** A group's cost before and after, and why. Its causes add up to `currentPicodollars - basePicodollars`. */
export interface ExplainedGroup {
  readonly key: CellGroup['key']
  readonly variant: string
  readonly basePicodollars: Picodollars
  readonly currentPicodollars: Picodollars
  /** 0 where the group does not occur. */
  readonly baseCalls: bigint
  readonly currentCalls: bigint
  readonly causes: Causes
}

/**
 * Says why cost changed between two sets of cells, group by group. A group is the calls of one model, agent and skill (and of one value of
 * each further dimension), at one kind of rate. What is on one side only is `new` or `gone`; the others divide into the five factors.
 *
 * @param dimensions - Further dimensions that tell groups apart; empty for none.
 * @returns Groups in order of key. All causes together add up to the change exactly; of the same cells twice all are 0; swapping the
 *   sides negates each, `new` and `gone` changing places.
 */
export function explainChange(
  base: readonly Cell[],
  current: readonly Cell[],
  dimensions: readonly CellDimension[],
): ExplainedGroup[] {
  const groups = groupCells(base, current, [...new Set([...ALWAYS_APART, ...dimensions])])
  const shared = sharedCalls(groups)
  return groups.map((group) => {
    const {key, variant, base, current} = group
    return {
      key,
      variant,
      basePicodollars: base?.costPicodollars ?? 0n,
      currentPicodollars: current?.costPicodollars ?? 0n,
      baseCalls: base?.calls ?? 0n,
      currentCalls: current?.calls ?? 0n,
      causes: causesOf(group, shared),
    }
  })
}

function causesOf({base, current}: CellGroup, shared: SharedCalls): Causes {
  if (base !== null && current !== null) return {...noCauses(), ...attributeChange(base, current, shared)}
  return {...noCauses(), new: current?.costPicodollars ?? 0n, gone: -(base?.costPicodollars ?? 0n)}
}

function sharedCalls(groups: readonly CellGroup[]): SharedCalls {
  let shared = {base: 0n, current: 0n}
  for (const {base, current} of groups) {
    if (base !== null && current !== null) {
      shared = {base: shared.base + base.calls, current: shared.current + current.calls}
    }
  }
  return shared
}
