'use strict'

var fs = require('fs')
var path = require('path')
var v8 = require('v8')
var vm = require('vm')

var A_MONTH_MS = 30 * 86400000

/**
 * Compiles a script with all its functions, which V8 otherwise does when they are first called, and keeps the outcome. That costs
 * milliseconds, once; whatever goes wrong with keeping it, the script runs.
 */
module.exports = function compileAhead(source, settings, cache, key) {
  v8.setFlagsFromString('--no-lazy')
  var script
  try {
    script = new vm.Script(source, settings)
  } finally {
    v8.setFlagsFromString('--lazy')
  }
  var temporary = cache + '-' + process.pid + '-' + process.hrtime()[1] + '.tmp'
  try {
    var compiled = script.createCachedData()
    fs.mkdirSync(path.dirname(cache), {recursive: true, mode: 448})
    forgetOld(path.dirname(cache))
    fs.writeFileSync(temporary, Buffer.concat([Buffer.from(key), compiled, compiled]), {flag: 'wx', mode: 384})
    fs.renameSync(temporary, cache)
  } catch (error) {
    void error // a full disk, a folder that takes nothing: the next start compiles again
    fs.rmSync(temporary, {force: true})
  }
  return script
}

/** What other builds and other versions of Node left behind is made again when it is missed. */
function forgetOld(folder) {
  fs.readdirSync(folder).forEach(function (name) {
    var file = path.join(folder, name)
    if (name.startsWith('code-') && Date.now() - fs.statSync(file).mtimeMs > A_MONTH_MS) fs.rmSync(file, {force: true})
  })
}
