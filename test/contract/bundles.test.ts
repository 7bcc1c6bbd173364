import {spawnSync} from 'node:child_process'
import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {bundleCli, bundleCore, bundleHook, root} from '../../scripts/bundles.ts'
import {freshHome} from '../run-pech.ts'

/** The packages of which at least one file is in the bundle. */
const packagesIn = ({inputs}: Awaited<ReturnType<typeof bundleHook>>) =>
  new Set(Object.keys(inputs).flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []))

/** One function in ASCII, with the build's hash behind it. */
const isReadyForLauncher = (file: string) =>
  /^\(function \(exports, [\0-\x7f]*\n\}\) *\n\/\/build [\da-f]{16}\n$/.test(readFileSync(file, 'utf8'))

test('the hook door carries no command framework, colours, tables or terminal components', async () => {
  const folder = freshHome()
  const packages = packagesIn(await bundleHook(folder))
  for (const heavy of ['@oclif/core', 'ink', 'react', 'chalk', 'cli-table3']) expect(packages).not.toContain(heavy)
  for (const file of ['hook.cjs', 'lazy/posting.cjs', 'lazy/seldom.cjs'])
    expect(isReadyForLauncher(join(folder, file))).toBe(true)
})

test('the command line carries no terminal components: they are files of their own', async () => {
  const folder = freshHome()
  const packages = packagesIn(await bundleCli(folder))
  for (const lazy of ['ink', 'react', 'typescript']) expect(packages).not.toContain(lazy)
  expect(packages).toContain('@oclif/core')
  expect(isReadyForLauncher(join(folder, 'cli.cjs'))).toBe(true)
})

test('the public library imports nothing of Node', async () => {
  const {outputs} = await bundleCore(freshHome())
  expect(Object.values(outputs).flatMap(({imports}) => imports)).toEqual([])
})

test('whoever installs pech can import pech/core, with types', () => {
  const program = "import {EXIT} from 'pech/core'; process.stdout.write(String(EXIT.gateSaysNo))"
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', program], {cwd: root, encoding: 'utf8'})
  expect(run).toMatchObject({stdout: '2', status: 0})
  expect(existsSync(join(root, 'dist/types/src/core/public.d.ts'))).toBe(true)
})
