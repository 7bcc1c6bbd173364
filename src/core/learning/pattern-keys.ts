/** Whose calls they are; null where the log does not say. */
export interface PatternOwner {
  readonly plugin: string
  readonly skill: string | null
  readonly role: string | null
}

/**
 * The keys that a call teaches and may be judged by, the narrowest first: `plugin:skill:role`, `plugin:role`, `plugin`.
 * All three are learned, so that a look-up may fall back from one to the next.
 *
 * @param owner - Of the call. A missing skill is `hook`, a missing role `unknown`.
 * @returns Three keys.
 */
export function patternKeys({plugin, skill, role}: PatternOwner): [narrow: string, byRole: string, broad: string] {
  const roleName = role ?? 'unknown'
  return [`${plugin}:${skill ?? 'hook'}:${roleName}`, `${plugin}:${roleName}`, plugin]
}
