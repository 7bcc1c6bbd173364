/**
 * Runs the commands that the documents show and puts their real output below them: `npm run readme`.
 * A fenced block `console` holds lines `$ pech …`, each followed by what it printed; everything runs on the demo logs.
 */
import {spawnSync} from 'node:child_process'
import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {root} from './bundles.ts'

/** Documents with output in them. */
export const documents = [
  'README.md',
  'docs/LEDGER.md',
  'docs/EXIT-CODES.md',
  'docs/ACCOUNTING.md',
  'docs/guides/five-clients.md',
  'docs/guides/team-ci.md',
  'docs/guides/personal-budget.md',
  'docs/guides/plugin-authors.md',
] as const

/** What a document should say: the text as it is, with the output as it would be now. */
export function refreshed(document: string): string {
  const home = mkdtempSync(join(tmpdir(), 'pech-demo-'))
  try {
    cpSync(join(root, 'fixtures/demo/pech'), home, {recursive: true})
    return readFileSync(join(root, document), 'utf8').replaceAll(
      /^```console\n([\s\S]*?)^```$/gm,
      (_, block: string) => `\`\`\`console\n${refreshedBlock(block, home)}\`\`\``,
    )
  } finally {
    rmSync(home, {recursive: true})
  }
}

function refreshedBlock(block: string, home: string): string {
  const commands = block.split('\n').filter((line) => line.startsWith('$ '))
  return commands.map((command) => `${command}\n${outputOf(command, home)}`).join('\n')
}

/** Understands `$ pech ARGS`, `| head -N` (a line `…` stands for the rest) and `; echo $?`; nothing else is run. */
function outputOf(command: string, home: string): string {
  const [, line = '', head, echo] = /^\$ pech ([^|;]*?)(?: \| head -(\d+))?(; echo \$\?)?$/.exec(command) ?? []
  if (line === '') throw new Error(`cannot run: ${command}`)
  const preload = join(root, 'scripts/terminal.cjs')
  const {stdout, stderr, status} = spawnSync(
    process.execPath,
    ['--require', preload, join(root, 'bin/pech.js'), ...argumentsOf(line)],
    {
      cwd: home,
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        SystemRoot: process.env['SystemRoot'],
        HOME: home,
        PECH_HOME: home,
        CLAUDE_CONFIG_DIR: join(root, 'fixtures/demo/claude'),
        PECH_NOW: '2026-11-20T17:00:00Z',
        LANG: 'C.UTF-8',
      },
    },
  )
  const lines = `${stdout}${stderr}`.replace(/\n+$/, '').split('\n')
  const shown = head === undefined ? lines : [...lines.slice(0, Number(head)), '…']
  return [...shown, ...(echo === undefined ? [] : [String(status)])].map((text) => `${text.trimEnd()}\n`).join('')
}

function argumentsOf(line: string): string[] {
  return Array.from(line.matchAll(/'([^']*)'|(\S+)/g), ([, quoted, bare]) => quoted ?? bare ?? '')
}

if (import.meta.main) {
  for (const document of documents) writeFileSync(join(root, document), refreshed(document))
}
