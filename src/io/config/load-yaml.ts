import type * as Yaml from 'yaml'

/**
 * The YAML library. It costs milliseconds to load, so it is loaded when a file has to be read, and at once, which
 * `import()` cannot do. In the bundles it is a file of its own; there `require` exists.
 */
export function loadYaml(): typeof Yaml {
  return typeof require === 'undefined' ? requireHere()('yaml') : require('yaml')
}

/** Outside of bundles; loading `node:module` would cost each hook half a millisecond. */
function requireHere(): NodeJS.Require {
  return process.getBuiltinModule('node:module').createRequire(import.meta.url)
}
