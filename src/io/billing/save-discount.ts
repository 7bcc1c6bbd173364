import {existsSync, readFileSync} from 'node:fs'
import {dirname} from 'node:path'
import {PechError} from '../../core/problem.ts'
import {loadYaml} from '../config/load-yaml.ts'
import {makeFolder} from '../make-folder.ts'
import {writeAtomically} from '../write-atomically.ts'

/** Decimals of a discount: what a bill in cents can tell. */
const DECIMALS = 4

/**
 * Writes `prices.multiplier` into the config, with everything else, comments too, as it was.
 *
 * @param paidShare - Part of list price that is paid, 0…1.
 * @throws PechError `CONFIG_INVALID` when the file is no YAML mapping.
 */
export function saveDiscount(config: string, paidShare: number): string {
  const document = loadYaml().parseDocument(existsSync(config) ? readFileSync(config, 'utf8') : '')
  const isMapping = document.contents === null || loadYaml().isMap(document.contents)
  if (document.errors.length > 0 || !isMapping) {
    throw new PechError(
      'CONFIG_INVALID',
      `${config} is no YAML mapping, so nothing is written to it`,
      'correct it first',
    )
  }
  document.setIn(['prices', 'multiplier'], Number(paidShare.toFixed(DECIMALS)))
  makeFolder(dirname(config))
  writeAtomically(config, document.toString())
  return config
}
