import {mkdirSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {expect, test} from 'vitest'
import {checkArchitecture} from '../../scripts/check-architecture.ts'
import {freshHome} from '../run-pech.ts'

/** A small house, by file, with the imports given; imported files are made as well. */
function houseWith(imports: Readonly<Record<string, string>>): string {
  const house = freshHome()
  const place = (file: string, text: string) => {
    mkdirSync(dirname(join(house, file)), {recursive: true})
    writeFileSync(join(house, file), text, {flag: 'a'})
  }
  mkdirSync(join(house, 'src'))
  mkdirSync(join(house, 'commands'))
  for (const [file, line] of Object.entries(imports)) {
    place(file, `${line}\n`)
    const imported = /'(\.[^']*)'/.exec(line)?.[1]
    if (imported) place(join(dirname(file), imported), 'export const x = 1\n')
  }
  return house
}

test('every import of this house is lawful', async () => {
  const {violations, modules} = await checkArchitecture()
  expect(violations).toEqual([])
  expect(modules).toBeGreaterThan(20)
}, 60_000)

test.each([
  ['core-is-pure', 'src/core/a.ts', "import {readFileSync} from 'node:fs'"],
  ['core-is-pure', 'src/core/a.ts', "import type {x} from '../app/b.ts'"],
  ['app-decides', 'src/app/a.ts', "import {x} from '../io/b.ts'"],
  ['io-touches', 'src/io/a.ts', "import {x} from '../app/b.ts'"],
  ['render-words', 'src/render/a.ts', "import {x} from '../app/b.ts'"],
  ['render-words', 'src/render/a.ts', "import {readFileSync} from 'node:fs'"],
  ['hook-is-fast', 'src/hook/a.ts', "import {x} from '../render/b.ts'"],
  ['commands-parse', 'commands/a.ts', "import {x} from '../src/io/b.ts'"],
  ['cli-composes', 'src/cli/a.ts', "import {x} from '../hook/b.ts'"],
  ['live-is-lazy', 'src/cli/a.ts', "import {x} from '../live/b.ts'"],
  ['live-shows', 'src/live/a.ts', "import {x} from '../io/b.ts'"],
])('%s forbids %s to say %s', async (rule, file, line) => {
  const {violations} = await checkArchitecture(houseWith({[file]: line}))
  expect(violations).toEqual([expect.stringMatching(new RegExp(`^${rule}: ${file} `))])
})

test.each([
  ['src/app/a.ts', "import {x} from '../core/b.ts'"],
  ['src/io/a.ts', "import type {x} from '../app/ports.ts'"],
  ['src/hook/a.ts', "import {x} from '../render/plain/b.ts'"],
  ['src/cli/a.ts', "const live = await import('../live/b.ts')"],
  ['commands/a.ts', "import {x} from '../src/cli/b.ts'"],
])('the law lets %s say %s', async (file, line) => {
  expect((await checkArchitecture(houseWith({[file]: line}))).violations).toEqual([])
})

test('a cruise that saw nothing has not passed', async () => {
  expect((await checkArchitecture(houseWith({}))).violations).toEqual([expect.stringContaining('saw no modules')])
})
