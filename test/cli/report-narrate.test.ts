import {chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {demoWorld} from '../demo-world.ts'
import {freshHome, runPech} from '../run-pech.ts'

const CANARY = 'canary-7c1f'

/** The demo logs with a canary in everything that people and programs have named or said. */
function canaryLogs(folder: string, from: string): string {
  const logs = join(folder, 'claude')
  cpSync(from, logs, {recursive: true})
  for (const entry of readdirSync(logs, {recursive: true, withFileTypes: true})) {
    if (!entry.isFile() || !entry.name.endsWith('.jsonl')) continue
    const file = join(entry.parentPath, entry.name)
    const text = readFileSync(file, 'utf8')
    const named = /"(text|content|cwd|gitBranch|attributionAgent|attributionSkill|aiTitle|agentName|summary)":"/g
    writeFileSync(file, text.replace(named, `"$1":"/${CANARY} `))
  }
  return logs
}

test.skipIf(process.platform === 'win32')(
  'claude is given figures and no word of the logs; its paragraph is escaped and its cost shown',
  () => {
    const folder = freshHome()
    const bin = join(folder, 'bin')
    mkdirSync(bin)
    const said = {
      type: 'result',
      result: 'Call 1 <script>alert(1)</script>\u001B[31m stands out.',
      total_cost_usd: 0.0132,
    }
    writeFileSync(join(bin, 'said.json'), JSON.stringify(said))
    writeFileSync(join(bin, 'claude'), `#!/bin/sh\ncat > '${bin}/asked'\ncat '${bin}/said.json'\n`)
    chmodSync(join(bin, 'claude'), 0o755)
    const demo = demoWorld()
    const CLAUDE_CONFIG_DIR = canaryLogs(folder, demo.CLAUDE_CONFIG_DIR)
    const env = {...demo, CLAUDE_CONFIG_DIR, PATH: `${bin}:${process.env['PATH']}`}
    const {exitCode, stdout, stderr} = runPech(['report', '--narrate', '--format', 'html'], {env})
    expect({exitCode, stderr}).toMatchObject({exitCode: 0})
    expect(stderr).toContain('pech: claude wrote a paragraph for $0.01\n')
    expect(stdout).toContain('Call 1 &lt;script&gt;alert(1)&lt;/script&gt;\\x1b[31m stands out.')
    expect(stdout).toContain('Written by claude -p for $0.01. It was given figures only')
    const asked = readFileSync(join(bin, 'asked'), 'utf8')
    expect(asked).toMatch(/^1\. 2026-11-\d\d \d\d:\d\d: cost \$\d/m)
    expect(stdout).toContain(CANARY)
    expect(asked).not.toContain(CANARY)
    expect(asked).not.toMatch(/[\\_@]|globex|acme|\bmain\b|[0-9a-f]{8}/)
  },
)

test('without claude the report is made, and a note says what is missing; without documents nothing is asked', () => {
  const env = {...demoWorld(), PATH: freshHome()}
  const {exitCode, stdout, stderr} = runPech(['report', '--narrate', '--format', 'html'], {env})
  expect(exitCode).toBe(0)
  expect(stdout).toContain('</html>')
  expect(stdout).not.toContain('claude -p')
  expect(stderr).toContain('pech: the report is without a paragraph by claude: there is no claude on the PATH\n')
  expect(runPech(['report', '--narrate'], {env})).toMatchObject({exitCode: 1, stdout: ''})
})
