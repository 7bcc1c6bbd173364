import {join, relative, sep} from 'node:path'
import type {Plugin} from 'esbuild'

/** Functions that hardly any hook calls: they follow a changed file of settings, say what is wrong with it, and close a session. */
const SELDOM_CALLED: Readonly<Record<string, readonly string[]>> = {
  'src/core/config/parse-config.ts': ['parseConfig'],
  'src/core/budget/parse-budgets.ts': ['parseBudgets'],
  'src/io/config/read-yaml.ts': ['readYaml', 'refused'],
  'src/io/ledger/spent-rebuild.ts': ['rebuildSpent'],
  'src/render/config-finding.ts': ['settingsFindingPlace', 'settingsFindingText'],
  'src/io/ledger/prior.ts': ['learnFrom'],
  'src/io/ledger/spike-event.ts': ['spikeEvent'],
}

/** Whether a module has some of them. */
export function hasSeldomCalled(file: string): boolean {
  return file.replaceAll(sep, '/') in SELDOM_CALLED
}

/** The entry of a bundle of all of them. */
export const seldomCalledEntry = Object.entries(SELDOM_CALLED)
  .map(([file, names]) => `export {${names.join(', ')}} from './${file}'`)
  .join('\n')

/**
 * Leaves the functions that are seldom called out of a bundle: each is found, when it is called, in a bundle of its own.
 * Their modules' other exports stay.
 *
 * @param root - The folder that all modules stand in.
 * @param bundle - Path of the bundle that has them, as `require` is told it.
 */
export function leaveOutSeldomCalled(root: string, bundle: string): Plugin {
  return {
    name: 'leave-out-seldom-called',
    setup({onResolve, onLoad}) {
      onResolve({filter: /^\./}, ({path, resolveDir, namespace}) => {
        if (path === bundle) return {path, external: true}
        const file = relative(root, join(resolveDir, path)).replaceAll(sep, '/')
        if (!hasSeldomCalled(file)) return undefined
        return namespace === 'seldom' ? {path: join(root, file), sideEffects: false} : {path: file, namespace: 'seldom'}
      })
      onLoad({filter: /.*/, namespace: 'seldom'}, ({path}) => {
        const stand = (SELDOM_CALLED[path] ?? []).map(
          (name) => `export function ${name}() {return require('${bundle}').${name}(...arguments)}`,
        )
        return {contents: [`export * from './${path}'`, ...stand].join('\n'), resolveDir: root}
      })
    },
  }
}
