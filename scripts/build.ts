/** Builds everything that is published: `npm run build`. */
import {execFileSync} from 'node:child_process'
import {chmodSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {bundleCli, bundleCore, bundleHook, bundleWorker, bundleYaml, root} from './bundles.ts'
import {freshManifest, manifestFile} from './manifest.ts'

// Built aside and swapped in, so that a program that is running never meets half a build.
const fresh = mkdtempSync(join(root, 'dist-fresh-'))
try {
  await Promise.all([bundleCli(fresh), bundleHook(fresh), bundleCore(fresh), bundleWorker(fresh), bundleYaml(fresh)])
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.types.json', '--outDir', join(fresh, 'types')], {
    cwd: root,
    stdio: 'inherit',
  })
  chmodSync(fresh, 0o755)
  swapIn(join(root, 'dist'))
} finally {
  rmSync(fresh, {recursive: true, force: true})
}

// Under CI the committed manifest stays as it is: a test compares it with the commands.
const manifest = await freshManifest()
if (!process.env['CI'] && (!existsSync(manifestFile) || readFileSync(manifestFile, 'utf8') !== manifest)) {
  writeFileSync(manifestFile, manifest)
}

function swapIn(dist: string): void {
  const old = `${fresh}-old`
  if (existsSync(dist)) renameSync(dist, old)
  renameSync(fresh, dist)
  rmSync(old, {recursive: true, force: true})
}
