/** A rectangle, in whatever unit. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/**
 * Divides a box into parts in proportion to weights, as near to squares as it can.
 *
 * @param weights - Descending, each above 0.
 * @returns One box per weight, in the same order; together they fill the box.
 * @see Bruls, Huizing, van Wijk: Squarified Treemaps (2000)
 */
export function treemapLayout(weights: readonly number[], box: Box): Box[] {
  const boxes: Box[] = []
  let free = box
  let start = 0
  while (start < weights.length) {
    const left = weights.slice(start)
    const area = (free.width * free.height) / left.reduce((sum, weight) => sum + weight, 0)
    const side = Math.min(free.width, free.height)
    let count = 1
    while (
      count < left.length &&
      worst(left.slice(0, count + 1), area, side) <= worst(left.slice(0, count), area, side)
    ) {
      count++
    }
    const row = left.slice(0, count)
    const isLast = count === left.length
    const depth = isLast ? Math.max(free.width, free.height) : (sumOf(row) * area) / side
    boxes.push(...placeRow(row, free, depth))
    free =
      free.width >= free.height
        ? {...free, x: free.x + depth, width: free.width - depth}
        : {...free, y: free.y + depth, height: free.height - depth}
    start += count
  }
  return boxes
}

function sumOf(weights: readonly number[]): number {
  return weights.reduce((sum, weight) => sum + weight, 0)
}

/** The largest ratio of sides in a row. */
function worst(row: readonly number[], area: number, side: number): number {
  const depth = (sumOf(row) * area) / side
  return row.reduce((most, weight) => {
    const length = (weight * area) / depth
    return Math.max(most, length / depth, depth / length)
  }, 0)
}

function placeRow(row: readonly number[], free: Box, depth: number): Box[] {
  const isUpright = free.width >= free.height
  const whole = sumOf(row)
  let at = isUpright ? free.y : free.x
  return row.map((weight) => {
    const length = ((isUpright ? free.height : free.width) * weight) / whole
    const box = isUpright
      ? {x: free.x, y: at, width: depth, height: length}
      : {x: at, y: free.y, width: length, height: depth}
    at += length
    return box
  })
}
