'use strict'

var fs = require('fs')
var path = require('path')

var A_WEEK_MS = 7 * 86400000

/** Keeps the compiled code of scripts that have run. It only ever saves time: whatever goes wrong with it, the next start compiles again. */
module.exports = function keepCompiled(folder, scripts) {
  try {
    makeFolder(folder)
    if (scripts.some(isNew)) forgetOld(folder)
    scripts.forEach(keepOne)
  } catch (error) {
    void error // a full disk, a folder that takes nothing
  }
}

/** Of a script that was known already, nothing has become old since. */
function isNew(one) {
  return one.starts === 1
}

/** The code stands there twice, since V8 itself takes code that is damaged. */
function keepOne(one) {
  var temporary = one.cache + '-' + process.pid + '.tmp'
  var code = one.script.createCachedData()
  try {
    fs.writeFileSync(temporary, Buffer.concat([Buffer.from(one.key), Buffer.from([one.starts]), code, code]), {
      flag: 'wx',
      mode: 384,
    })
    fs.renameSync(temporary, one.cache)
  } catch (error) {
    fs.rmSync(temporary, {force: true})
    throw error
  }
}

/** Node's own `recursive` tries for ever where the system refuses new folders with ENOENT, as in /proc. */
function makeFolder(folder) {
  if (fs.existsSync(folder)) return
  makeFolder(path.dirname(folder))
  fs.mkdirSync(folder, {mode: 448})
}

/** What other builds and other versions of Node left behind is made again when it is missed. */
function forgetOld(folder) {
  fs.readdirSync(folder).forEach(function (name) {
    var file = path.join(folder, name)
    if (name.startsWith('code-') && Date.now() - fs.statSync(file).mtimeMs > A_WEEK_MS) fs.rmSync(file, {force: true})
  })
}
