#!/usr/bin/env node
// The launcher. Plain old JavaScript up to the version check, so that any Node can read it and say what is wrong.
'use strict'

var path = require('path')

/** What to say to a Node that is too old, or undefined when it will do. */
function complaintAboutNode(version) {
  var parts = version.split('.')
  var major = Number(parts[0])
  var minor = Number(parts[1])
  if (major > 22 || (major === 22 && minor >= 13)) return undefined
  return (
    'pech: needs Node 22.13 or newer, this is ' +
    version +
    ': install a current Node (https://nodejs.org) and try again'
  )
}

/** Where compiled code is cached: the user's cache folder. */
function compileCacheFolder(env, platform, home) {
  if (platform === 'win32') return path.join(env.LOCALAPPDATA || path.join(home, 'AppData', 'Local'), 'pech', 'cache')
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches', 'pech')
  return path.join(env.XDG_CACHE_HOME || path.join(home, '.cache'), 'pech')
}

/** Whether the hook door answers. Help, and anything unusual, is the command framework's. */
function isForHookDoor(argv) {
  if (argv.indexOf('--help') !== -1 || argv.indexOf('-h') !== -1) return false
  return argv[0] === 'hook' || argv[0] === 'statusline' || (argv[0] === 'budget' && argv[1] === 'check')
}

function fail(message) {
  process.stderr.write(message + '\n')
  process.exitCode = 1
}

/** Node 22 calls its SQLite experimental on every start; users can do nothing about it. */
function silenceSqliteWarning() {
  var emitWarning = process.emitWarning
  process.emitWarning = function (warning) {
    if (String(warning).indexOf('SQLite is an experimental feature') !== 0) emitWarning.apply(process, arguments)
  }
}

/** A reader that has seen enough (`| head`) is no failure; what the system refuses is said; the rest is a fault of pech. */
function onUncaught(error) {
  var code = error && error.code
  if (code === 'EPIPE') process.exit(process.exitCode || 0)
  var isSystems = typeof code === 'string' && /^E[A-Z]+$/.test(code)
  fail('pech: ' + ((error && error.message) || error))
  if (!isSystems) fail('hint: this is a fault of pech: run again with PECH_DEBUG=1 and report what it prints')
  if (process.env.PECH_DEBUG) fail(String(error && error.stack))
  process.exit(1)
}

function start(argv) {
  var complaint = complaintAboutNode(process.versions.node)
  if (complaint) return fail(complaint)
  process.on('uncaughtException', onUncaught)
  silenceSqliteWarning()
  try {
    require('module').enableCompileCache(compileCacheFolder(process.env, process.platform, require('os').homedir()))
  } catch (error) {
    // No home folder, no cache: everything works, a little slower.
    void error
  }
  var door = path.join(__dirname, '..', 'dist', isForHookDoor(argv) ? 'hook.cjs' : 'cli.cjs')
  var run
  try {
    run = require(door).run
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND' || error.message.indexOf(door) === -1) throw error
    return fail('pech: is not built yet: run `npm run build`')
  }
  // A hook that has answered leaves at once: closing the ledger in order would cost it as much as all its work.
  Promise.resolve(run(argv)).then(function (hasAnswered) {
    if (hasAnswered !== true) return
    var loader = require('module')
    if (loader.flushCompileCache) loader.flushCompileCache()
    process.exit()
  })
}

module.exports = {
  complaintAboutNode: complaintAboutNode,
  compileCacheFolder: compileCacheFolder,
  isForHookDoor: isForHookDoor,
}

if (require.main === module) start(process.argv.slice(2))
