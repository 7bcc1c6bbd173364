/** What a call took of one token class (web searches count as a class of their own). */
export interface ClassUse {
  /** Tokens or requests, ≥ 0. */
  readonly count: bigint
  /** What they cost, in picodollars, ≥ 0. */
  readonly costPicodollars: bigint
}

/** Use by class name. A class that is absent was not used. */
export type UseByClass = Readonly<Record<string, ClassUse>>

/** The usual call: sums over some earlier calls, whose mean it is. */
export interface UsualUse {
  /** How many calls were summed, at least 1. */
  readonly calls: bigint
  readonly sums: UseByClass
}

/** One cause of the excess. */
export interface ExcessPart {
  readonly tokenClass: string
  /** More or fewer tokens at the usual price, or another price for the tokens there were. */
  readonly reason: 'tokens' | 'price'
  /** Picodollars; negative where it saved. */
  readonly picodollars: bigint
}

/** Why a call cost more than usual. All amounts in picodollars. */
export interface Excess {
  readonly actualPicodollars: bigint
  /** The mean of the usual calls, rounded to a whole picodollar, halves up. */
  readonly expectedPicodollars: bigint
  /** Actual − expected; the parts sum to it exactly. */
  readonly excessPicodollars: bigint
  /** Largest first, by size; parts of 0 are left out. */
  readonly parts: readonly ExcessPart[]
}

/**
 * Splits the excess of a call over the usual call into causes that add up to it exactly.
 *
 * Per class: tokens = (actual count − usual count) × usual price; price = actual cost − actual count × usual price. A
 * class that is usually not used has no usual price: all of it is tokens. The usual price is the mean paid, so a
 * mixture of models is priced as the mixture. What does not divide into whole picodollars is settled by the largest
 * remainder.
 *
 * @param actual - The call, by class.
 * @param usual - Sums over earlier calls of the same key, by class.
 * @returns The excess and its parts.
 * @throws RangeError when `usual.calls` is below 1 (a bug in the caller).
 * @see https://en.wikipedia.org/wiki/Largest_remainder_method
 */
export function explainExcess(actual: UseByClass, usual: UsualUse): Excess {
  if (usual.calls < 1n) throw new RangeError('explainExcess: at least one usual call is needed')
  const classes = [...new Set([...Object.keys(actual), ...Object.keys(usual.sums)])]
  const actualPicodollars = total(actual)
  const expectedPicodollars = floorDivide(2n * total(usual.sums) + usual.calls, 2n * usual.calls)
  const excessPicodollars = actualPicodollars - expectedPicodollars
  const fractions = classes.flatMap((tokenClass) => fractionsOf(tokenClass, actual, usual))
  const parts = settle(fractions, excessPicodollars)
    .filter(({picodollars}) => picodollars !== 0n)
    .sort((left, right) => compare(size(right.picodollars), size(left.picodollars)))
  return {actualPicodollars, expectedPicodollars, excessPicodollars, parts}
}

/** A part before rounding: top/bottom picodollars. */
interface Fraction {
  readonly tokenClass: string
  readonly reason: ExcessPart['reason']
  readonly top: bigint
  readonly bottom: bigint
}

const NONE: ClassUse = {count: 0n, costPicodollars: 0n}

function fractionsOf(tokenClass: string, actual: UseByClass, usual: UsualUse): Fraction[] {
  const {count, costPicodollars: cost} = own(actual, tokenClass)
  const {count: usualCount, costPicodollars: usualCost} = own(usual.sums, tokenClass)
  const {calls} = usual
  if (usualCount === 0n) return [{tokenClass, reason: 'tokens', top: cost * calls - usualCost, bottom: calls}]
  const usualPrice = count * usualCost
  return [
    {tokenClass, reason: 'tokens', top: usualPrice * calls - usualCost * usualCount, bottom: usualCount * calls},
    {tokenClass, reason: 'price', top: cost * usualCount - usualPrice, bottom: usualCount},
  ]
}

/** Rounds all down, then gives the picodollars that are left to the largest remainders (ties to the first). */
function settle(fractions: readonly Fraction[], sum: bigint): ExcessPart[] {
  const floors = fractions.map(({top, bottom}) => floorDivide(top, bottom))
  const left = Number(sum - floors.reduce((a, b) => a + b, 0n))
  const byRemainder = fractions
    .map(({top, bottom}, index) => ({index, rest: top - floors[index]! * bottom, bottom}))
    .sort((a, b) => compare(b.rest * a.bottom, a.rest * b.bottom))
  const raised = new Set(byRemainder.slice(0, left).map(({index}) => index))
  return fractions.map(({tokenClass, reason}, index) => ({
    tokenClass,
    reason,
    picodollars: floors[index]! + (raised.has(index) ? 1n : 0n),
  }))
}

function own(use: UseByClass, tokenClass: string): ClassUse {
  return (Object.hasOwn(use, tokenClass) ? use[tokenClass] : undefined) ?? NONE
}

function total(use: UseByClass): bigint {
  return Object.values(use).reduce((sum, {costPicodollars}) => sum + costPicodollars, 0n)
}

function floorDivide(top: bigint, bottom: bigint): bigint {
  const quotient = top / bottom
  return top % bottom < 0n ? quotient - 1n : quotient
}

function size(amount: bigint): bigint {
  return amount < 0n ? -amount : amount
}

function compare(left: bigint, right: bigint): number {
  return left < right ? -1 : left > right ? 1 : 0
}
