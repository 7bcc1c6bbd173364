#!/usr/bin/env node
// The launcher. Plain old JavaScript up to the version check, so that any Node can read it and say what is wrong.
'use strict'

var path = require('path')

// What each hook runs through stands in parentheses, at which V8 compiles it at once: otherwise it would look over it first,
// and compile it when it is called.

/** What to say to a Node that is too old, or undefined when it will do. */
// prettier-ignore
var complaintAboutNode = (function (version) {
  var parts = version.split('.')
  var major = Number(parts[0])
  var minor = Number(parts[1])
  if (major > 22 || (major === 22 && minor >= 13)) return undefined
  return (
    'pech: needs Node 22.13 or newer, this is ' +
    version +
    ': install a current Node (https://nodejs.org) and try again'
  )
})

/** Where compiled code is cached: the user's cache folder. */
// prettier-ignore
var compileCacheFolder = (function (env, platform, home) {
  if (platform === 'win32') return path.join(env.LOCALAPPDATA || path.join(home, 'AppData', 'Local'), 'pech', 'cache')
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches', 'pech')
  return (env.XDG_CACHE_HOME || home + '/.cache') + '/pech' // path.join looks at each character
})

/** What os.homedir() says; that module is loaded only where the environment does not say. */
// prettier-ignore
var homeFolder = (function () {
  return (process.platform !== 'win32' && process.env.HOME) || require('os').homedir()
})

/** Whether the hook door answers. Help, and anything unusual, is the command framework's. */
// prettier-ignore
var isForHookDoor = (function (argv) {
  if (argv.indexOf('--help') !== -1 || argv.indexOf('-h') !== -1) return false
  return argv[0] === 'hook' || argv[0] === 'statusline' || (argv[0] === 'budget' && argv[1] === 'check')
})

function fail(message) {
  process.stderr.write(message + '\n')
  process.exitCode = 1
}

/** Node calls its SQLite experimental (22), and how compiled code loads further modules (24); users can do nothing about it. */
// prettier-ignore
var silenceExperiments = (function () {
  var emitWarning = process.emitWarning
  process.emitWarning = function (warning) {
    var subject = String(warning).split(' is an experimental feature')[0]
    if (subject !== 'SQLite' && subject !== 'vm.USE_MAIN_CONTEXT_DEFAULT_LOADER') emitWarning.apply(process, arguments)
  }
})

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

/**
 * Starts that add what they compiled to what earlier ones did, counted for each file: a path through a hook that loads a
 * file of its own teaches the files it shares with others too.
 */
var LEARNING_STARTS = 3

/** Room for a bundle of the hook door, or its compiled code. */
var SCRATCH_BYTES = 512 * 1024

/** So much of the second copy of compiled code is compared at once. */
var PIECE_BYTES = 64 * 1024

/**
 * Loads bundles with the code that earlier starts of the same kind compiled. Node's own cache keeps of a file only what runs on loading;
 * compiling each function again when it is first called was a third of a hook's time, and a quarter of a report's. A start that
 * loads the bundle `unusual` does what hardly any other does: it teaches nothing, since all that is kept is loaded by all.
 */
// prettier-ignore
var CompiledBundles = (function (folder, kind, unusual) {
  this.folder = folder
  this.unusual = unusual
  // V8 takes code only under the flags under which it was made
  this.circumstances = [kind, process.version, process.arch, process.env.NODE_OPTIONS].concat(process.execArgv)
  this.scripts = []
  this.isLearning = false
  this.isKept = false
  this.isUnusual = false
  this.loaded = {}
  this.parts = {}
})

// prettier-ignore
CompiledBundles.prototype.load = (function (file) {
  if (this.loaded[file]) return this.loaded[file].exports
  var vm = require('vm')
  var bundles = this
  var read = readBundle(file)
  // the end of a bundle tells its build: all files of a package from npm are of one date
  var key = [file, read.modifiedMs, read.text.slice(-40)].concat(this.circumstances).join('\n')
  // V8 makes a copy of code that does not begin at a multiple of 8
  key += '\n'.repeat(8 - ((Buffer.byteLength(key) + 1) % 8))
  var cache = this.folder + path.sep + 'code-' + shortHash(key)
  var known = this.folder === '' ? undefined : readCompiled(cache, key)
  var script = new vm.Script(read.text, {
    filename: file,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    cachedData: known && known.code,
  })
  var starts = known && !script.cachedDataRejected ? known.starts : 0
  if (starts < LEARNING_STARTS) this.isLearning = true
  if (this.unusual && path.basename(file) === this.unusual) this.isUnusual = true
  this.scripts.push({script: script, cache: cache, key: key, starts: Math.min(starts + 1, LEARNING_STARTS)})
  var place = (this.loaded[file] = {exports: {}})
  script.runInThisContext()(place.exports, requireBeside, place, file, path.dirname(file))
  return place.exports

  function requireBeside(id) {
    if (id.charAt(0) === '.' && id.slice(-4) === '.cjs') return bundles.load(fileBeside(file, id))
    // each module of a bundle asks for the parts of Node that it uses
    return bundles.parts[id] || (bundles.parts[id] = require(id))
  }
})

/** Where a bundle's `./lazy/name.cjs` or `../name.cjs` stands. */
// prettier-ignore
var fileBeside = (function (file, id) {
  var folder = path.dirname(file)
  var names = id.split('/')
  if (names.shift() === '..') folder = path.dirname(folder)
  return folder + path.sep + names.join(path.sep)
})

/** Keeps what this start compiled, where that may be more than is kept already: once, since V8's settings may change after it. */
CompiledBundles.prototype.keep = function () {
  if (this.folder !== '' && this.isLearning && !this.isUnusual && !this.isKept) {
    require('./keep-compiled.js')(this.folder, this.scripts)
  }
  this.isKept = true
}

/** What the files of a start are read into, one after the other: memory that is touched anew costs more than the reading. */
var scratch

// prettier-ignore
var scratchOf = (function (bytes) {
  if (!scratch || scratch.length < bytes) scratch = Buffer.allocUnsafeSlow(Math.max(bytes, SCRATCH_BYTES))
  return scratch
})

/** A bundle as it stands: the build writes it as the function that is run, and in ASCII. */
// prettier-ignore
var readBundle = (function (file) {
  var fs = require('fs')
  var handle = fs.openSync(file)
  try {
    var stat = fs.fstatSync(handle)
    var bytes = scratchOf(stat.size)
    return {text: bytes.toString('latin1', 0, fs.readSync(handle, bytes, 0, stat.size)), modifiedMs: stat.mtimeMs}
  } finally {
    fs.closeSync(handle)
  }
})

/**
 * What was compiled; undefined when there is none for exactly this file. It stands there twice, so that a torn file is
 * noticed; the second copy is read piece by piece into one place.
 */
// prettier-ignore
var readCompiled = (function (cache, key) {
  var fs = require('fs')
  var handle
  try {
    handle = fs.openSync(cache)
    var start = Buffer.byteLength(key) + 1
    var size = fs.fstatSync(handle).size
    var middle = (start + size) / 2
    var bytes = scratchOf(middle + PIECE_BYTES)
    if (fs.readSync(handle, bytes, 0, middle) !== middle) return undefined
    if (bytes.toString('utf8', 0, start - 1) !== key) return undefined
    for (var from = middle; from < size; from += PIECE_BYTES) {
      var length = Math.min(PIECE_BYTES, size - from)
      var first = start + from - middle
      if (fs.readSync(handle, bytes, middle, length) !== length) return undefined
      if (bytes.compare(bytes, middle, middle + length, first, first + length) !== 0) return undefined
    }
    return {starts: bytes[start - 1], code: bytes.subarray(start, middle)}
  } catch (error) {
    void error // none yet, or not for us to read: it is compiled again
    return undefined
  } finally {
    if (handle !== undefined) fs.closeSync(handle)
  }
})

/** Names a file; that it is the right one, its beginning says. */
// prettier-ignore
var shortHash = (function (text) {
  var hash = 5381
  for (var index = 0; index < text.length; index++) hash = (hash * 33) ^ text.charCodeAt(index)
  return (hash >>> 0).toString(36)
})

// prettier-ignore
var start = (function (argv) {
  var complaint = complaintAboutNode(process.versions.node)
  if (complaint) return fail(complaint)
  process.on('uncaughtException', onUncaught)
  silenceExperiments()
  var folder = ''
  try {
    folder = compileCacheFolder(process.env, process.platform, homeFolder())
  } catch (error) {
    void error // no home folder, no cache: everything works, a little slower
  }
  var isCached = !process.env.NODE_DISABLE_COMPILE_CACHE && !process.env.NODE_V8_COVERAGE
  if (!isForHookDoor(argv)) return openFullDoor(argv, folder, isCached)
  // a changed file of settings is read, and what follows from it done
  var bundles = new CompiledBundles(isCached ? folder : '', argv[0] + ' ' + argv[1], 'yaml.cjs')
  var run = openDoor('hook.cjs', function (door) {
    return bundles.load(door).run
  })
  if (run === undefined) return
  // A hook that has answered leaves at once: closing the ledger in order would cost it as much as all its work.
  Promise.resolve(run(argv)).then(function (hasAnswered) {
    if (!hasAnswered) return openFullDoor(argv, folder, isCached)
    bundles.keep()
    process.exit()
  })
})

/** Everything that is not said at the hook door. Node's cache is for what is loaded late, once the folder is there: making it may take Node for ever. */
function openFullDoor(argv, folder, isCached) {
  if (folder !== '' && require('fs').existsSync(folder)) require('module').enableCompileCache(folder)
  var bundles = new CompiledBundles(isCached ? folder : '', 'command ' + commandOf(argv))
  var run = openDoor('cli.cjs', function (door) {
    return bundles.load(door).run
  })
  if (run === undefined) return
  var keep = function () {
    bundles.keep()
  }
  Promise.resolve(run(argv, {isLearning: bundles.isLearning, keep: keep})).then(function () {
    // what a failure has used is not what the command uses
    return process.exitCode === 1 ? undefined : keep()
  })
}

/** The first word, under which compiled code is kept; whatever shows help shares one. */
function commandOf(argv) {
  if (argv.indexOf('--help') !== -1 || argv.indexOf('-h') !== -1) return 'help'
  for (var index = 0; index < argv.length; index++) {
    if (argv[index].charAt(0) !== '-') return argv[index]
  }
  return 'help'
}

// prettier-ignore
var openDoor = (function (name, load) {
  var door = path.dirname(__dirname) + path.sep + 'dist' + path.sep + name
  try {
    return load(door)
  } catch (error) {
    if (!/^(MODULE_NOT_FOUND|ENOENT)$/.test(error.code) || error.message.indexOf(door) === -1) throw error
    fail('pech: is not built yet: run `npm run build`')
  }
})

module.exports = {
  complaintAboutNode: complaintAboutNode,
  compileCacheFolder: compileCacheFolder,
  isForHookDoor: isForHookDoor,
  CompiledBundles: CompiledBundles,
}

if (require.main === module) start(process.argv.slice(2))
