import type {Location} from '../../core/attribution/facts.ts'
import type {Config} from '../../core/config/config.ts'
import {attributionRules} from '../config/attribution-rules.ts'
import {text, textOrNull, type Database} from '../ledger/database.ts'
import {locate} from '../locate.ts'

/**
 * The arm and project of a working directory.
 *
 * @param config - Its arms.
 * @param home - The user's home folder.
 */
export function placeOf(
  database: Database,
  config: Pick<Config, 'arms' | 'roles'>,
  home: string,
  cwd: string,
): {readonly arm: string; readonly project: string} {
  const location = locationOf(database, cwd)
  const {rules} = attributionRules(config, home, {familyOf: () => null})
  return {arm: rules.arm(cwd, location), project: location.project}
}

function locationOf(database: Database, cwd: string): Location {
  const row = database.get('SELECT project, remote FROM location WHERE cwd = ?', cwd)
  return row === undefined ? locate(cwd) : {project: text(row['project']), remote: textOrNull(row['remote'])}
}
