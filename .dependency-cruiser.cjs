// Who may import whom. `npm run check:architecture` enforces it, and fails when it saw nothing to judge.

const layer = (name) => `^src/${name}/`
const framework = '^node_modules/(@oclif|ink|react|chalk|cli-table3)/'
const purePackages = '^node_modules/(date-fns|@date-fns/tz)/'

/** A layer that may import only what is listed. */
const only = (name, comment, from, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: {path: from},
  to: {pathNot: allowed},
})
/** A layer that may import anything but what is listed. */
const never = (name, comment, from, banned) => ({
  name,
  comment,
  severity: 'error',
  from: {path: from},
  to: {path: banned},
})

module.exports = {
  forbidden: [
    only('core-is-pure', 'core computes: no Node, no other layer', layer('core'), [layer('core'), purePackages]),
    only('app-decides', 'app knows core and names what it needs from outside', layer('app'), [
      layer('app'),
      layer('core'),
      purePackages,
    ]),
    never('io-touches', 'io stands behind the ports', layer('io'), [
      '^src/app/(?!ports)',
      layer('(render|cli|live|hook)'),
      '^commands/',
      framework,
    ]),
    never('render-words', 'render turns report values into text or bytes', layer('render'), [
      layer('(app|io|cli|live|hook)'),
      '^commands/',
      '^node_modules/(@oclif|ink|react)/',
      '^(node:)?(fs|fs/promises|child_process|os|net|http|https|process|worker_threads)$',
    ]),
    never('live-shows', 'live is fed by its caller', layer('live'), [
      layer('(io|cli|hook)'),
      '^commands/',
      '^node_modules/@oclif/',
    ]),
    never('hook-is-fast', 'the hook door speaks through render/plain', layer('hook'), [
      '^src/render/(?!plain)',
      layer('(cli|live)'),
      '^commands/',
    ]),
    {
      name: 'hook-reaches-no-framework',
      comment: 'not even transitively: a hook runs on every tool call',
      severity: 'error',
      from: {path: layer('hook')},
      to: {path: framework, reachable: true},
    },
    only('commands-parse', 'a command parses flags, calls one use case, finishes', '^commands/', [
      layer('(core|app|render|cli)'),
      '^node_modules/@oclif/core/',
    ]),
    never('cli-composes', 'the composition root knows every layer but the other doors', layer('cli'), [
      layer('hook'),
      '^commands/',
      '^node_modules/(ink|react)/',
    ]),
    {
      name: 'live-is-lazy',
      comment: 'ink costs hundreds of milliseconds: dynamic import only',
      severity: 'error',
      from: {path: ['^commands/', '^src/(?!live/)']},
      to: {path: layer('live'), dynamic: false},
    },
    {name: 'no-circles', severity: 'error', from: {path: '^(src|commands)/'}, to: {circular: true}},
    {name: 'resolvable', severity: 'error', from: {}, to: {couldNotResolve: true}},
  ],
  options: {
    doNotFollow: {path: 'node_modules'},
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.cjs', '.json'],
    },
  },
}
