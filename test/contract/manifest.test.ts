import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import packageJson from '../../package.json' with {type: 'json'}
import {commandFiles} from '../../scripts/bundles.ts'
import {freshManifest, manifestFile} from '../../scripts/manifest.ts'

test('the committed manifest says what the command classes say (else: npm run build)', async () => {
  expect(JSON.parse(readFileSync(manifestFile, 'utf8'))).toEqual(JSON.parse(await freshManifest()))
})

test('every command has a summary for the overview, and a heading', async () => {
  const {commands} = JSON.parse(await freshManifest())
  expect(Object.keys(commands)).toEqual([...commandFiles().keys()])
  for (const command of Object.values(commands)) {
    expect(command).toMatchObject({summary: expect.stringMatching(/^[A-Z].*\.$/), group: expect.stringMatching(/\S/)})
  }
})

test('filters, limits and confirmations take no environment variable: none may slip past a gate', async () => {
  const {commands} = JSON.parse(await freshManifest())
  const open =
    /^(skip|only|hook|yes|force|arm|project|branch|model|tier|agent|skill|plugin|tool|since|until|alert-.*|limit.*)$/
  for (const {flags} of Object.values<{flags: Record<string, {env?: string}>}>(commands)) {
    const fromEnvironment = Object.entries(flags).filter(([, {env}]) => env !== undefined)
    expect(fromEnvironment.map(([name]) => name).filter((name) => open.test(name))).toEqual([])
    for (const [name, {env}] of fromEnvironment) expect(env).toBe(`PECH_${name.toUpperCase().replaceAll('-', '_')}`)
  }
})

test("every kind of oclif's own errors exits 1, since 2 would block a tool call", () => {
  expect(new Set(Object.values(packageJson.oclif.exitCodes))).toEqual(new Set([1]))
  expect(Object.keys(packageJson.oclif.exitCodes)).toHaveLength(8)
})
