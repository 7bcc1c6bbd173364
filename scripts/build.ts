/** Builds everything that is published: `npm run build`. */
import {execFileSync} from 'node:child_process'
import {rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {bundleCli, bundleCore, bundleHook, bundleWorker, dist, root} from './bundles.ts'
import {freshManifest, manifestFile} from './manifest.ts'

rmSync(dist, {recursive: true, force: true})
await Promise.all([bundleCli(), bundleHook(), bundleCore(), bundleWorker()])
execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.types.json'], {cwd: root, stdio: 'inherit'})
writeFileSync(manifestFile, await freshManifest())
