import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import packageJson from '../../package.json' with {type: 'json'}
import {commandFiles, root} from '../../scripts/bundles.ts'
import {documents, refreshed} from '../../scripts/readme.ts'

const read = (document: string) => readFileSync(join(root, document), 'utf8')
const pages = readdirSync(join(root, 'docs'), {recursive: true, encoding: 'utf8'})
  .filter((name) => name.endsWith('.md'))
  .map((name) => `docs/${name.replaceAll('\\', '/')}`)
const all = ['README.md', ...pages, 'plugin/README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md']

test.each(documents)(
  '%s shows what pech prints (else: npm run readme)',
  (document) => {
    expect(read(document)).toBe(refreshed(document))
  },
  60_000,
)

test('the README explains every command', () => {
  const text = read('README.md')
  for (const id of commandFiles().keys()) expect(text).toContain(`\`pech ${id.replaceAll(':', ' ')}`)
})

test.each(all)('%s names only commands that exist, and npm scripts that exist', (document) => {
  const ids = [...commandFiles().keys()].map((id) => id.replaceAll(':', ' '))
  const named = Array.from(
    read(document).matchAll(/(?:`|\$ )pech ([a-z][a-z-]*)(?: ([a-z]+))?/gm),
    ([, ...words]) => words,
  )
  const isCommand = ([first = '', second]: readonly (string | undefined)[]) =>
    ids.includes(first) || ids.includes(`${first} ${second ?? ''}`) || first === 'help'
  expect(named.filter((words) => !isCommand(words))).toEqual([])
  const scripts = Array.from(read(document).matchAll(/npm run ([\w:-]+)/g), ([, script]) => script)
  expect(scripts.filter((script) => !Object.hasOwn(packageJson.scripts, script ?? ''))).toEqual([])
})

test.each(all)('%s links only to files that are there', (document) => {
  const links = Array.from(read(document).matchAll(/\]\(([^)#:]+)\)/g), ([, link]) => link ?? '')
  expect(links.filter((link) => !existsSync(join(root, document, '..', link)))).toEqual([])
})
