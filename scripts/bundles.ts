import {createHash} from 'node:crypto'
import {existsSync, globSync, readFileSync, writeFileSync} from 'node:fs'
import {basename, dirname, join, relative, sep} from 'node:path'
import {fileURLToPath} from 'node:url'
import {build, type BuildOptions, type Metafile, type Plugin} from 'esbuild'
import packageJson from '../package.json' with {type: 'json'}
import {BUILT_IN} from '../src/io/rate-card/built-in-card.ts'
import {assignedFields, plainMembers} from './plain-members.ts'
import {hasSeldomCalled, leaveOutSeldomCalled, seldomCalledEntry} from './seldom-called.ts'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** The command files, by command id: `commands/budget/check.ts` is `budget:check`. */
export function commandFiles(): Map<string, string> {
  const files = globSync('commands/**/*.ts', {cwd: root}).sort()
  return new Map(files.map((file) => [file.split(sep).slice(1).join(':').replace(/\.ts$/, ''), file]))
}

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node22.13',
  metafile: true,
  logLevel: 'warning',
  legalComments: 'none',
} as const satisfies BuildOptions

/** CommonJS has no `import.meta`: modules that look for a file beside them get the bundle's own address, when they ask. */
const commonJs = {
  format: 'cjs',
  banner: {js: "const __bundle = {get url() {return require('node:url').pathToFileURL(__filename).href}};"},
  define: {'import.meta.url': '__bundle.url'},
} as const satisfies BuildOptions

/** Folders whose modules are big and seldom needed: a dynamic import of one becomes a file of its own. */
const lazyFolders = ['src/live', 'src/render/pdf', 'src/render/parquet']

/** Turns dynamic imports into lazy folders into imports of `./lazy/<name>.js`, and collects what is to be built there. */
function splitOffLazyModules(lazyEntries: Map<string, string>): Plugin {
  return {
    name: 'split-off-lazy-modules',
    setup({onResolve}) {
      onResolve({filter: /^\./}, ({kind, path, resolveDir}) => {
        const file = relative(root, join(resolveDir, path))
        const folder = lazyFolders.find((lazy) => file.startsWith(join(lazy, sep)) || file === `${lazy}.ts`)
        if (kind !== 'dynamic-import' || folder === undefined) return undefined
        const name = `${basename(folder)}-${basename(file).replace(/\.tsx?$/, '')}`
        lazyEntries.set(name, file)
        return {path: `./lazy/${name}.js`, external: true}
      })
    },
  }
}

/** `require('yaml')` becomes that of a file of its own: only a changed file of settings needs it. */
const splitOffYaml = (yaml: string): Plugin => ({
  name: 'split-off-yaml',
  setup({onResolve}) {
    onResolve({filter: /^yaml$/}, ({kind}) => (kind === 'require-call' ? {path: yaml, external: true} : undefined))
  },
})

/** `dist/lazy/yaml.cjs`: CommonJS, so that it can be loaded at once. */
export async function bundleYaml(dist: string): Promise<void> {
  const stdin = {resolveDir: root, contents: "module.exports = require('yaml')"}
  const outfile = join(dist, 'lazy', 'yaml.cjs')
  await build({...common, stdin, format: 'cjs', minify: true, outfile})
  prepareForLauncher(outfile)
}

/** The built-in rate card stands in a program as texts that are parsed when they are asked for: a literal of it takes ten times as long. */
const keepCardInPieces: Plugin = {
  name: 'keep-card-in-pieces',
  setup({onLoad}) {
    onLoad({filter: /built-in-card\.ts$/}, () => ({contents: `export const BUILT_IN = ${JSON.stringify(BUILT_IN)}`}))
  },
}

/** What posts to the ledger, for the hook door alone: most hooks find nothing new. */
const splitOffPosting: Plugin = {
  name: 'split-off-posting',
  setup({onResolve}) {
    onResolve({filter: /^\.\/posting\.ts$/}, ({kind}) =>
      kind === 'require-call' ? {path: './lazy/posting.cjs', external: true} : undefined,
    )
  },
}

/** Where a late bundle takes from the hook door what that has already. */
const SHARED = './shared-with-hook'

/** What a hook loads beside its door, when it has to: CommonJS, so that it can be loaded at once. */
const lateBundles = {
  posting: {
    entryPoints: [join(root, 'src/io/budgets/posting.ts')],
    plugins: [leaveOutSeldomCalled(root, './seldom.cjs'), keepCardInPieces],
  },
  seldom: {
    stdin: {resolveDir: root, sourcefile: 'seldom-entry.js', contents: seldomCalledEntry},
    plugins: [splitOffYaml('./yaml.cjs')],
  },
}

type LateBundle = keyof typeof lateBundles

/** `dist/lazy/<name>.cjs`, or what it would be if it took nothing from the hook door. */
async function bundleLate(name: LateBundle, dist: string | null, shared: SharedNames): Promise<Metafile> {
  const {plugins, ...entry} = lateBundles[name]
  const outfile = join(dist ?? root, 'lazy', `${name}.cjs`)
  const {metafile} = await build({
    ...common,
    ...commonJs,
    ...entry,
    // names stay, for stack traces; the rest is half as long to read and compile
    minifyWhitespace: true,
    minifySyntax: true,
    outfile,
    write: dist !== null,
    tsconfigRaw: assignedFields,
    plugins: [takeFromHook(name, shared), ...plugins, plainMembers(root)],
  })
  if (dist === null) return metafile
  prepareForLauncher(outfile, name === 'posting' ? LONGEST_YOUNG_TEXT : 0)
  return metafile
}

/** Resolves modules that the hook door shares to what it exports of them. */
function takeFromHook(bundle: LateBundle, shared: SharedNames): Plugin {
  return {
    name: 'take-from-hook',
    setup({onResolve, onLoad}) {
      onResolve({filter: /^\./}, ({path, resolveDir}) => {
        if (path === SHARED) return {path: SHARED, namespace: 'hook'}
        const file = relative(root, join(resolveDir, path))
        return shared.has(file) ? {path: file, namespace: 'from-hook'} : undefined
      })
      onResolve({filter: /hook\.cjs$/}, ({path}) => ({path, external: true}))
      onLoad({filter: /.*/, namespace: 'from-hook'}, ({path}) => {
        const names = [...(shared.get(path) ?? [])].map(([name, alias]) => `${alias} as ${name}`)
        return {contents: `export {${names.join(', ')}} from '${SHARED}'`, resolveDir: root}
      })
      onLoad({filter: /.*/, namespace: 'hook'}, () => {
        const aliases = [...shared.values()].flatMap((names) => [...names.values()])
        const taken = aliases.map((alias, index) => `${alias} = shared[${index}]`)
        return {contents: `const shared = require('../hook.cjs').shared.${bundle}()\nexport const ${taken.join(', ')}`}
      })
    },
  }
}

/** What oclif loads to find commands on the disk, which this program never does: TypeScript alone would be 10 MB. */
const neverNeeded = [
  'typescript',
  'tinyglobby',
  'lilconfig',
  'minimatch',
  'semver',
  'wsl-utils',
  'cli-spinners',
  'get-package-type',
]

/** On a terminal oclif makes a spinner ready, which never turns. */
const stubs: Readonly<Record<string, string>> = {
  'cli-spinners': "module.exports = {dots2: {frames: ['']}, line: {frames: ['']}}",
}

/** Puts an empty module in the place of each package that is never needed. */
const leaveOutNeverNeeded: Plugin = {
  name: 'leave-out-never-needed',
  setup({onResolve, onLoad}) {
    onResolve({filter: new RegExp(`^(${neverNeeded.join('|')})$`)}, ({path}) => ({path, namespace: 'never-needed'}))
    onLoad({filter: /.*/, namespace: 'never-needed'}, ({path}) => ({contents: stubs[path] ?? 'module.exports = {}'}))
  },
}

/** Parts of Node that take long to load, and that most commands can do without. */
const seldomNeeded = [
  'child_process',
  'crypto',
  'dns',
  'fs/promises',
  'http',
  'https',
  'module',
  'net',
  'perf_hooks',
  'readline',
  'readline/promises',
  'stream',
  'timers/promises',
  'v8',
  'worker_threads',
]

/** Loads each seldom needed part of Node when something of it is first used. */
const loadBuiltInsLate: Plugin = {
  name: 'load-built-ins-late',
  setup({onResolve, onLoad}) {
    const filter = new RegExp(`^(node:)?(${seldomNeeded.join('|')})$`)
    onResolve({filter}, ({path, namespace}) =>
      namespace === 'late' ? {path, external: true} : {path: path.replace(/^node:/, ''), namespace: 'late'},
    )
    onLoad({filter: /.*/, namespace: 'late'}, ({path}) => {
      const names = Object.keys(process.getBuiltinModule(`node:${path}`) ?? {})
      return {
        contents: `for (const name of ${JSON.stringify(names)}) {
  Object.defineProperty(exports, name, {enumerable: true, get: () => require('node:${path}')[name]})
}`,
      }
    })
  },
}

/** `dist/cli.cjs`: one CommonJS file (the quickest to start), in which each command is evaluated when it is invoked. */
export async function bundleCli(dist: string): Promise<Metafile> {
  const {name, version, description, oclif} = packageJson
  const loaders = [...commandFiles()].map(
    ([id, file]) => `  ${JSON.stringify(id)}: () => import('./${file.replaceAll(sep, '/')}'),`,
  )
  const lazyEntries = new Map<string, string>()
  const {metafile} = await build({
    ...common,
    stdin: {
      resolveDir: root,
      sourcefile: 'cli-entry.js',
      contents: `import {join} from 'node:path'
import {main} from './src/cli/main.ts'
const packageJson = ${JSON.stringify({name, version, description, oclif})}
const commands = {
${loaders.join('\n')}
}
export const run = (argv, compiled) => main(argv, {root: join(__dirname, '..'), packageJson, commands}, compiled)
`,
    },
    ...commonJs,
    // names stay, for stack traces; the rest is half as long to read and compile
    minifyWhitespace: true,
    minifySyntax: true,
    outfile: join(dist, 'cli.cjs'),
    plugins: [
      splitOffLazyModules(lazyEntries),
      splitOffYaml('./lazy/yaml.cjs'),
      leaveOutNeverNeeded,
      loadBuiltInsLate,
      keepCardInPieces,
    ],
  })
  prepareForLauncher(join(dist, 'cli.cjs'))
  if (lazyEntries.size > 0) await bundleLazyModules(lazyEntries, dist)
  return metafile
}

/**
 * Up to so long V8 keeps a text among the young objects, in an eighth of their room, until a collection copies it. Longer ones
 * it keeps apart; so what hooks load is filled up with spaces.
 */
const LONGEST_YOUNG_TEXT = 128 * 1024

/**
 * Makes a bundle ready for the launcher, which reads it as bytes and runs it without making another copy of it: written as
 * the function that a CommonJS module is, all ASCII (what esbuild leaves stands in regular expressions and templates, where
 * an escape means the same), with a hash at its end, which tells its compiled code from that of other builds.
 */
function prepareForLauncher(file: string, leastLength = 0): void {
  const program = readFileSync(file, 'utf8').replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  const hash = createHash('sha256').update(program).digest('hex').slice(0, 16)
  const parameters = 'exports, require, module, __filename, __dirname'
  const filling = ' '.repeat(Math.max(0, leastLength - program.length))
  writeFileSync(file, `(function (${parameters}) {${program}\n})${filling}\n//build ${hash}\n`)
}

/** `dist/lazy/*.js`: ESM, since ink is; sharing chunks among themselves. */
async function bundleLazyModules(entries: ReadonlyMap<string, string>, dist: string): Promise<void> {
  await build({
    ...common,
    entryPoints: Object.fromEntries([...entries].map(([name, file]) => [name, join(root, file)])),
    format: 'esm',
    splitting: true,
    outdir: join(dist, 'lazy'),
    banner: {
      js: `import {createRequire as __createRequire} from 'node:module';const require = __createRequire(import.meta.url);`,
    },
    define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'},
    external: ['react-devtools-core'],
  })
}

/**
 * `dist/hook.cjs`: the hook door; both doors see the same normalised arguments. What late bundles need of its modules it
 * exports, so that nothing is loaded, and grows hot, twice.
 */
export async function bundleHook(dist: string): Promise<Metafile> {
  const none = {posting: new Map(), seldom: new Map()}
  const {metafile: alone} = await build({...hookOptions(none), write: false})
  const sharedWith = async (name: LateBundle): Promise<SharedNames> =>
    sharedNames(inputsOf(alone), inputsOf(await bundleLate(name, null, none[name])), name)
  const shared = {posting: await sharedWith('posting'), seldom: await sharedWith('seldom')}
  const {metafile} = await build({...hookOptions(shared), outfile: join(dist, 'hook.cjs')})
  prepareForLauncher(join(dist, 'hook.cjs'), LONGEST_YOUNG_TEXT)
  await bundleLate('posting', dist, shared.posting)
  await bundleLate('seldom', dist, shared.seldom)
  return metafile
}

function hookOptions(shared: Readonly<Record<LateBundle, SharedNames>>) {
  const imports = Object.values(shared).flatMap((modules) =>
    [...modules].map(([file, names]) => {
      const list = [...names].map(([name, alias]) => `${name} as ${alias}`)
      return `import {${list.join(', ')}} from './${file.replaceAll(sep, '/')}'`
    }),
  )
  // lists: an object of so many names V8 makes name by name
  const lists = Object.entries(shared).map(([bundle, modules]) => {
    const aliases = [...modules.values()].flatMap((names) => [...names.values()])
    return `${bundle}: () => [${aliases.join(', ')}]`
  })
  return {
    ...common,
    stdin: {
      resolveDir: root,
      sourcefile: 'hook-entry.js',
      contents: `import {run as hook} from './src/hook/main.ts'
import {withOptionalValues} from './src/cli/optional-values.ts'
${imports.join('\n')}
export const run = (argv) => hook(withOptionalValues(argv))
export const shared = {${lists.join(', ')}}
`,
    },
    ...commonJs,
    // A hook starts on every tool call: what need not be read is left out. Names stay, for stack traces.
    minifyWhitespace: true,
    minifySyntax: true,
    tsconfigRaw: assignedFields,
    plugins: [leaveOutSeldomCalled(root, './lazy/seldom.cjs'), splitOffPosting, plainMembers(root)],
  } satisfies BuildOptions
}

/** By module, the names that are taken from it, and what they are called between the bundles. */
type SharedNames = ReadonlyMap<string, ReadonlyMap<string, string>>

type Sizes = ReadonlyMap<string, number>

/** Bytes of each module in a bundle of one file. */
function inputsOf({outputs}: Metafile): Sizes {
  const sizes = Object.values(outputs).flatMap(({inputs}) => Object.entries(inputs))
  return new Map(sizes.map(([file, {bytesInOutput}]) => [file, bytesInOutput]))
}

/** A module is shared of which the door has so much of what another needs: the rest would make each hook slower. */
const SHARED_FROM = 0.6

function sharedNames(door: Sizes, late: Sizes, bundle: LateBundle): SharedNames {
  const isShared = (file: string): boolean =>
    !hasSeldomCalled(file) && (door.get(file) ?? 0) >= SHARED_FROM * (late.get(file) ?? Infinity)
  const shared = new Map<string, Map<string, string>>()
  let count = 0
  for (const file of late.keys()) {
    if (isShared(file) || !existsSync(join(root, file))) continue // or no module, but the build's own
    for (const {from, names} of importsOf(file)) {
      if (!isShared(from)) continue
      const known = shared.get(from) ?? new Map<string, string>()
      for (const name of names) if (!known.has(name)) known.set(name, `${bundle}${count++}`)
      shared.set(from, known)
    }
  }
  return shared
}

/** What a module imports by name from other modules of its own, types left out. */
function importsOf(file: string): {readonly from: string; readonly names: readonly string[]}[] {
  const source = readFileSync(join(root, file), 'utf8')
  const found = source.matchAll(/^(?:import|export) \{([^}]*)\} from '(\.[^']*)'/gm)
  return Array.from(found, ([, list = '', path = '']) => ({
    from: relative(root, join(root, dirname(file), path)),
    names: list
      .split(',')
      .map((name) => name.trim().replace(/ as .*/s, ''))
      .filter((name) => name !== '' && !name.startsWith('type ')),
  }))
}

/** `dist/core.js`: the public library, nothing but pure functions. */
export async function bundleCore(dist: string): Promise<Metafile> {
  const {metafile} = await build({
    ...common,
    entryPoints: ['src/core/public.ts'],
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    outfile: join(dist, 'core.js'),
  })
  return metafile
}

/** `dist/worker.cjs`: the thread that parses logs beside the main one. CommonJS, so that it can be loaded at once. */
export async function bundleWorker(dist: string): Promise<void> {
  const entryPoints = ['src/io/log-files/worker.ts']
  await build({
    ...common,
    ...commonJs,
    entryPoints,
    minifyWhitespace: true,
    minifySyntax: true,
    outfile: join(dist, 'worker.cjs'),
  })
}
