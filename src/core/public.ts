/** The public library `pech/core`: pure functions over calls, rates and money. */
export * from './answer.ts'
export * from './attribution/dimension.ts'
export * from './exit.ts'
export * from './money/apportion.ts'
export * from './money/picodollars.ts'
export * from './problem.ts'
export * from './suggest.ts'
