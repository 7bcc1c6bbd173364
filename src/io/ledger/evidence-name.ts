import type {Evidence} from '../../core/log/copy.ts'
import {textHash} from '../../core/log/text-hash.ts'
import {keyOf} from './interned-tables.ts'

/** What tells evidence apart: one text of all that it says, and its hash. */
export interface EvidenceName {
  readonly key: string
  readonly hash: number
}

const names = new WeakMap<Evidence, EvidenceName>()

/** The columns of a piece of evidence, in the order of the table. */
export function evidenceValues(value: Evidence): (string | number | null)[] {
  return [
    value.session,
    value.cwd,
    value.branch,
    value.version,
    value.entrypoint,
    Number(value.sidechain),
    Number(value.compaction),
    value.run,
    value.nativeAgent,
    value.nativeSkill,
    value.nativePlugin,
    value.skills === null ? null : JSON.stringify(value.skills),
    value.peer,
  ]
}

/** Names evidence. */
export function evidenceName(value: Evidence): EvidenceName {
  const known = names.get(value)
  if (known !== undefined) return known
  const key = keyOf(evidenceValues(value))
  return {key, hash: textHash(key)}
}

/** Notes how evidence is named, where another thread has worked it out. */
export function noteEvidenceName(value: Evidence, name: EvidenceName): void {
  names.set(value, name)
}
