import type {ArmRule} from '../attribution/arm.ts'
import type {SettingsReader} from './settings-reader.ts'

const PATH_EXPECTED = 'an absolute path, one that begins with ~/, or a glob that begins with *'

/**
 * The rules by which calls belong to a client or cost centre, in order of precedence. A rule without a name, without
 * anything to match, or with a name that an earlier rule has, is noted and left out.
 *
 * @param reader - Takes the findings.
 * @param value - `[{name, path | paths, remote | remotes}]`; a single text stands for a list of one.
 */
export function readArms(reader: SettingsReader, value: unknown): ArmRule[] {
  const lines = new Map<string, number>()
  return reader.items(value, 'arms').flatMap(({item, where}) => {
    if (!reader.isMapping(item, where)) return []
    const fields = reader.fields(item, where, ['name', 'path', 'paths', 'remote', 'remotes'])
    const name = reader.text(fields.get('name'), `${where}.name`)
    const all = (...names: string[]) => names.flatMap((key) => reader.texts(fields.get(key), `${where}.${key}`))
    const paths = all('path', 'paths').filter((path) => {
      const isPath = /^(?:[/*]|~(?:$|[\\/])|[A-Za-z]:[\\/]|\\\\)/.test(path.text)
      if (!isPath) reader.unexpected(path.text, path.where, PATH_EXPECTED)
      return isPath
    })
    const remotes = all('remote', 'remotes')
    if (!fields.has('name')) reader.note('KEY_MISSING', where, {key: 'name'})
    const hasPlaces = ['path', 'paths', 'remote', 'remotes'].some((key) => fields.has(key))
    if (!hasPlaces) reader.note('KEY_MISSING', where, {key: 'path or remote'})
    if (name === null || paths.length + remotes.length === 0) return []
    if (isRepeated(reader, lines, name, `${where}.name`)) return []
    return [{name, paths: paths.map(({text}) => text), remotes: remotes.map(({text}) => text)}]
  })
}

/**
 * Whether a name was there before; then that is noted with the line of the first one.
 *
 * @param reader - Takes the finding.
 * @param lines - Names so far with their lines; gains this one.
 * @param name - The name.
 * @param where - Its path.
 */
export function isRepeated(reader: SettingsReader, lines: Map<string, number>, name: string, where: string): boolean {
  const firstLine = lines.get(name)
  if (firstLine === undefined) lines.set(name, reader.lineOf(where))
  else reader.note('NAME_DUPLICATE', where, {name, firstLine})
  return firstLine !== undefined
}
