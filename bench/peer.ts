import {execFileSync} from 'node:child_process'
import {chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'

const version = '20.0.24'

/** Installs the peer into `folder` (once) and returns the path of its native binary, made executable. */
export function nativePeer(folder: string): string {
  const scope = join(folder, 'node_modules', '@ccusage')
  if (!existsSync(scope)) {
    mkdirSync(folder, {recursive: true})
    writeFileSync(join(folder, 'package.json'), '{"private": true}\n')
    execFileSync('npm', ['install', '--no-audit', '--no-fund', `ccusage@${version}`], {cwd: folder, stdio: 'ignore'})
  }
  for (const name of readdirSync(scope)) {
    const binary = join(scope, name, 'bin', process.platform === 'win32' ? 'ccusage.exe' : 'ccusage')
    if (!existsSync(binary)) continue
    // The package ships its binary without the run bit; a peer that cannot start would look very fast.
    chmodSync(binary, statSync(binary).mode | 0o755)
    return binary
  }
  throw new Error(`ccusage@${version} has no native binary for this system`)
}
