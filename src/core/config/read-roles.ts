import {ROLES, type RoleRule} from './config.ts'
import {isRepeated} from './read-arms.ts'
import type {SettingsReader} from './settings-reader.ts'

/**
 * The rules that give agents a role, in order of precedence.
 *
 * @param reader - Takes the findings.
 * @param value - `[{agent: glob, role}]`; an item that lacks either is noted and left out.
 */
export function readRoles(reader: SettingsReader, value: unknown): RoleRule[] {
  const lines = new Map<string, number>()
  return reader.items(value, 'roles').flatMap(({item, where}) => {
    if (!reader.isMapping(item, where)) return []
    const fields = reader.fields(item, where, ['agent', 'role'])
    for (const key of ['agent', 'role']) if (!fields.has(key)) reader.note('KEY_MISSING', where, {key})
    const agent = reader.text(fields.get('agent'), `${where}.agent`)
    const role = reader.oneOf(fields.get('role'), ROLES, `${where}.role`)
    if (agent === null || role === null || isRepeated(reader, lines, agent, `${where}.agent`)) return []
    return [{agent, role}]
  })
}
