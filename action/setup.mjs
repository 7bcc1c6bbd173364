// Finds the program: the one that was named, else one from npm, in a folder of its own.
import {spawnSync} from 'node:child_process'
import {existsSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {fail, input, required, setOutput} from './workflow.mjs'

const named = input('PROGRAM')
if (named !== '') useProgram(resolve(named))
else install(input('VERSION'))

function useProgram(file) {
  if (existsSync(file)) setOutput('program', file)
  else fail(`there is no such program: ${file}`)
}

function install(version) {
  if (!/^[0-9A-Za-z.^~-]+$/.test(version)) return fail(`not a version of pech: ${version}`)
  const folder = join(required('RUNNER_TEMP'), 'pech')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const args = ['install', '--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts', `pech@${version}`]
  const {status} = spawnSync(npm, args, {stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32'})
  if (status === 0) useProgram(join(folder, 'node_modules', 'pech', 'bin', 'pech.js'))
  else fail(`npm could not install pech@${version}`)
}
