import {afterAll, beforeAll, expect, test, vi} from 'vitest'
import {main} from '../../src/cli/main.ts'
import {textWidth} from '../../src/render/text-width.ts'
import {demoWorld} from '../demo-world.ts'

/** Screens whose layout depends on the width; each is what a newcomer sees first of its command. */
const SCREENS = [
  'report --by project,day --top 5 --arm globex',
  'session c5793374 --top 4',
  'session --list --top 4',
  'cache',
  'forecast',
  'digest',
  'health --skip hooks,rate-card',
  'diff 2026-10 2026-11',
  'diff 7d --by project',
  'snapshot --arm acme',
] as const

const commands = {
  report: () => import('../../commands/report.ts'),
  session: () => import('../../commands/session.ts'),
  cache: () => import('../../commands/cache.ts'),
  forecast: () => import('../../commands/forecast.ts'),
  digest: () => import('../../commands/digest.ts'),
  health: () => import('../../commands/health.ts'),
  diff: () => import('../../commands/diff.ts'),
  snapshot: () => import('../../commands/snapshot.ts'),
}

const packageJson = {name: 'pech', version: '1.0.0', oclif: {bin: 'pech', topicSeparator: ' '}} as const
const root = new URL('../../', import.meta.url).pathname

/** What a command writes to a terminal of so many columns. */
async function screen(line: string, columns: number): Promise<string> {
  const stdout = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  process.stdout.columns = columns
  await main(line.split(' '), {root, packageJson, commands})
  const text = [...stdout.mock.calls, ...stderr.mock.calls].map(([chunk]) => String(chunk)).join('')
  vi.restoreAllMocks()
  process.exitCode = undefined
  return text
}

const before = process.stdout.columns

beforeAll(() => {
  for (const [name, value] of Object.entries({...demoWorld(), LANG: 'C.UTF-8', LC_ALL: '', NO_COLOR: '1'})) {
    vi.stubEnv(name, value)
  }
})

afterAll(() => {
  vi.unstubAllEnvs()
  process.stdout.columns = before
})

test.each([60, 80, 120, 200])('the screens of the demo are as they were approved, at %i columns', async (columns) => {
  const shown: string[] = []
  for (const line of SCREENS) {
    const text = await screen(line, columns)
    expect(text.split('\n').filter((one) => textWidth(one) > columns || one.endsWith(' '))).toEqual([])
    shown.push(`$ pech ${line}\n${text}`)
  }
  await expect(shown.join('\n')).toMatchFileSnapshot(`golden/screens-${columns}.txt`)
})
