import {spawnSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {root} from '../../scripts/bundles.ts'

interface Packed {
  readonly size: number
  readonly unpackedSize: number
  readonly files: readonly {readonly path: string}[]
}

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
}

test('the package is small, runs nothing when it is installed, and holds all that the program reads', () => {
  const shell = process.platform === 'win32'
  const args = ['pack', '--dry-run', '--ignore-scripts', '--json']
  const {stdout} = spawnSync('npm', args, {cwd: root, encoding: 'utf8', shell})
  // one object, in a list or by name, as the version of npm has it
  const packed: Packed[] = Object.values(JSON.parse(stdout))
  const unpackedBytes = packed[0]?.unpackedSize ?? Infinity
  expect(unpackedBytes).toBeLessThan(25_000_000)
  const files = packed[0]?.files.map(({path}) => path) ?? []
  for (const file of ['bin/pech.js', 'dist/hook.cjs', 'oclif.manifest.json', 'schemas/report.schema.json']) {
    expect(files).toContain(file)
  }
  expect(files).toContain('fixtures/demo/pech/budgets.yaml')
  expect(files.filter((file) => /^fixtures\/demo\/claude\/.*\.jsonl$/.test(file)).length).toBeGreaterThan(80)
  expect(files.filter((file) => /^(src|test|bench|fixtures\/worlds)\//.test(file))).toEqual([])
})

test('there are no install scripts and no runtime dependencies', () => {
  const {scripts, dependencies}: Manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  for (const name of ['preinstall', 'install', 'postinstall', 'prepare']) expect(scripts).not.toHaveProperty(name)
  expect(dependencies ?? {}).toEqual({})
})
