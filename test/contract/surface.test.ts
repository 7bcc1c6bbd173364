import {expect, test} from 'vitest'
import {freshManifest} from '../../scripts/manifest.ts'

interface Shape {
  readonly args: Readonly<Record<string, {readonly required?: boolean}>>
  readonly flags: Readonly<
    Record<
      string,
      {
        readonly char?: string
        readonly env?: string
        readonly options?: readonly string[]
        readonly default?: unknown
        readonly multiple?: boolean
        readonly type: string
        readonly required?: boolean
      }
    >
  >
}

/** A command with its arguments and flags, one line each: what scripts out there rely on. */
function surfaceOf(id: string, {args, flags}: Shape): string {
  const names = Object.entries(args).map(([name, {required}]) => (required === true ? ` ${name}` : ` [${name}]`))
  const lines = Object.entries(flags)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, {char, env, options, default: fallback, multiple, type, required}]) => {
      const value = type === 'boolean' ? '' : `=${options === undefined ? 'VALUE' : options.join('|')}`
      const facts = [
        ...(char === undefined ? [] : [`-${char}`]),
        ...(multiple === true ? ['may repeat'] : []),
        ...(required === true ? ['required'] : []),
        ...(fallback === undefined ? [] : [`default ${String(fallback)}`]),
        ...(env === undefined ? [] : [env]),
      ]
      return `  --${name}${value}${facts.length === 0 ? '' : `  (${facts.join(', ')})`}\n`
    })
  return `pech ${id.replaceAll(':', ' ')}${names.join('')}\n${lines.join('')}`
}

test('commands and flags are those that were reviewed (else: read the difference, then run vitest with -u)', async () => {
  const {commands}: {commands: Record<string, Shape>} = JSON.parse(await freshManifest())
  const surface = Object.entries(commands).map(([id, shape]) => surfaceOf(id, shape))
  await expect(surface.join('\n')).toMatchFileSnapshot('surface.txt')
})
