// Runs the pech that is installed, in this process: a second start of Node would double the price of every tool call.
// Without pech nothing is stopped; the start of a session says what is missing.
'use strict'

const fs = require('node:fs')
const path = require('node:path')

const launcher = findLauncher()
if (launcher !== undefined) {
  process.argv[1] = launcher
  require('node:module').runMain(launcher)
} else if (process.argv[3] === 'SessionStart') {
  process.stdout.write(
    'The pech plugin finds no `pech` on the PATH: no cost is recorded and no budget kept. npm install -g pech\n',
  )
}

/** `bin/pech.js` of the installed package: where PATH leads to, as a link or beside a shim of npm's. */
function findLauncher() {
  for (const folder of (process.env.PATH || '').split(path.delimiter)) {
    if (folder === '' || !path.isAbsolute(folder)) continue
    const candidates = [
      path.join(folder, 'pech'),
      path.join(folder, 'node_modules', 'pech', 'bin', 'pech.js'),
      path.join(folder, '..', 'pech', 'bin', 'pech.js'),
    ]
    const found = candidates.map(realPath).find((file) => file !== undefined && path.basename(file) === 'pech.js')
    if (found !== undefined) return found
  }
  return undefined
}

function realPath(file) {
  try {
    return fs.realpathSync(file)
  } catch {
    return undefined
  }
}
