import {armFinder, type ArmRule} from '../../core/attribution/arm.ts'
import type {AttributionRules} from '../../core/attribution/attribute-call.ts'
import {compileGlob, hasWildcard} from '../../core/attribution/glob.ts'
import type {Config} from '../../core/config/config.ts'
import {textHash} from '../../core/log/text-hash.ts'
import type {Pricer} from '../../core/rates/pricer.ts'

/** To be raised when pech itself attributes otherwise than before, so that ledgers follow. */
const RULES_VERSION = 1

/**
 * What the config says about attribution, ready for the ledger.
 *
 * @param config - Arms and roles.
 * @param home - The user's home folder, for `~`; null when unknown.
 * @param pricer - Knows the families of models.
 * @returns The rules, and a fingerprint that differs when arms, roles or home differ. Families are the card's: its own
 * fingerprint tells of them.
 */
export function attributionRules(
  config: Pick<Config, 'arms' | 'roles'>,
  home: string | null,
  pricer: Pick<Pricer, 'familyOf'>,
): {rules: AttributionRules; fingerprint: string} {
  const arms = armRules(config, home)
  const roles = config.roles.map(({agent, role}) => ({matches: compileGlob(agent), role}))
  return {
    rules: {
      arm: armFinder(arms, home),
      role: (agent) => roles.find(({matches}) => matches(agent))?.role ?? null,
      family: (model) => pricer.familyOf(model),
    },
    get fingerprint() {
      return textHash(JSON.stringify([RULES_VERSION, arms, config.roles, home])).toString(36)
    },
  }
}

/** The arms of a config with their globs as they are matched. */
export function armRules({arms}: Pick<Config, 'arms'>, home: string | null): ArmRule[] {
  return arms.map((rule) => ({...rule, paths: rule.paths.map((path) => pathGlob(path, home))}))
}

/** A glob as it is matched: `~` is the home folder, parts are parted by `/`, and what is below a folder belongs to it. */
function pathGlob(path: string, home: string | null): string {
  const absolute = home === null ? path : path.replace(/^~(?=$|[\\/])/, () => home)
  const glob = (/^(?:[A-Za-z]:|\\)/.test(absolute) ? absolute.replaceAll('\\', '/') : absolute).replace(/(.)\/+$/, '$1')
  return hasWildcard(glob) && !glob.endsWith('**') ? `${glob}/**` : glob
}
