/** Holds the imports to the law in `.dependency-cruiser.cjs`: `npm run check:architecture`. */
import {createRequire} from 'node:module'
import {cruise, type ICruiseResult, type IConfiguration} from 'dependency-cruiser'
import {root} from './bundles.ts'

/** What the cruise saw, and the violations as lines; no line means that all is well. */
export interface ArchitectureVerdict {
  readonly modules: number
  readonly dependencies: number
  readonly violations: readonly string[]
}

export async function checkArchitecture(baseDir = root): Promise<ArchitectureVerdict> {
  const {forbidden, options}: Required<Pick<IConfiguration, 'forbidden' | 'options'>> = createRequire(import.meta.url)(
    '../.dependency-cruiser.cjs',
  )
  const {output} = await cruise(['src', 'commands'], {...options, baseDir, validate: true, ruleSet: {forbidden}})
  if (typeof output === 'string') throw new TypeError('dependency-cruiser answered in text')
  return verdictOf(output)
}

function verdictOf({modules, summary}: ICruiseResult): ArchitectureVerdict {
  const own = modules.filter(({source}) => /^(src|commands)\//.test(source))
  const dependencies = own.reduce((sum, module) => sum + module.dependencies.length, 0)
  const violations = summary.violations.map(({rule, from, to}) => `${rule.name}: ${from} → ${to}`)
  if (own.length === 0 || dependencies === 0)
    violations.push('saw no modules or no imports: the check itself is broken')
  return {modules: own.length, dependencies, violations}
}

if (import.meta.main) {
  const {modules, dependencies, violations} = await checkArchitecture()
  for (const violation of violations) console.error(violation)
  console.log(`architecture: ${modules} modules, ${dependencies} imports, ${violations.length} violations`)
  if (violations.length > 0) process.exitCode = 1
}
