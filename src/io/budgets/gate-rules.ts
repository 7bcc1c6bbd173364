import {armFinder} from '../../core/attribution/arm.ts'
import type {Location} from '../../core/attribution/facts.ts'
import type {Config} from '../../core/config/config.ts'
import {armRules} from '../config/attribution-rules.ts'
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
  config: Pick<Config, 'arms'>,
  home: string,
  cwd: string,
): {readonly arm: string; readonly project: string} {
  const location = locationOf(database, cwd)
  return {arm: armFinder(armRules(config, home), home)(cwd, location), project: location.project}
}

function locationOf(database: Database, cwd: string): Location {
  const row = database.getList('SELECT project, remote FROM location WHERE cwd = ?', cwd)
  return row === undefined ? locate(cwd) : {project: text(row[0]), remote: textOrNull(row[1])}
}
