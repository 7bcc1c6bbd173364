import type {TupleDimension} from './dimension.ts'

/** Whom a call belongs to. Null: the call has no value there. `skills` has several when one call fired them together. */
export type Attribution = Readonly<Record<TupleDimension, string | null>> & {
  readonly skills: readonly string[]
  /** A sidechain call that neither agent, skill nor plugin names. */
  readonly orphan: boolean
}
