import {expect, test} from 'vitest'
import {runPech} from '../run-pech.ts'
import {hasTmux, Terminal} from './tmux.ts'

const utf8 = {LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8'}

test('off a terminal there is one moment, without a key to press, and exit 0', () => {
  const {exitCode, stdout, stderr} = runPech(['live', '--demo'], {env: utf8})
  expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''})
  for (const title of ['Today by hour', 'Budgets', 'Sessions of the last 24 hours', 'Last calls']) {
    expect(stdout).toContain(title)
  }
  expect(stdout).not.toContain('q quit')
  expect(stdout).not.toContain('\u001B')
})

test.skipIf(!hasTmux).concurrent(
  'it opens, switches, pauses, drills in and out, resizes and quits',
  async () => {
    const terminal = new Terminal('keys', ['live', '--demo'], {columns: 100, rows: 45}, utf8)
    try {
      await terminal.until('by model')
      terminal.press('d')
      await terminal.until('by project')
      terminal.press('p')
      await terminal.until(/2026-W47 by project/)
      terminal.press('p')
      await terminal.until(/2026-11 by project/)
      terminal.press('Space')
      await terminal.until('paused')
      terminal.press('?')
      await terminal.until('look into it')
      terminal.press('?')
      terminal.press('Down', 'Enter')
      const drilled = await terminal.until('Session 182cb004')
      expect(drilled).toContain('Dearest prompts')
      terminal.press('Escape')
      await terminal.until('Today by hour')
      for (const [columns, rows] of [
        [60, 30],
        [240, 50],
        [120, 24],
        [80, 12],
      ] as const) {
        terminal.resize(columns, rows)
        const screen = await terminal.untilStill('q quit')
        const lines = screen.split('\n')
        expect(lines[0]).toContain('pech live')
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns)
      }
      terminal.press('q')
      await terminal.until('exit 0')
    } finally {
      terminal.end()
    }
  },
  60_000,
)

test.skipIf(!hasTmux).concurrent(
  'Ctrl-C quits it cleanly; without colour there is none',
  async () => {
    const terminal = new Terminal('ctrl-c', ['live', '--demo'], {columns: 80, rows: 30}, {...utf8, NO_COLOR: '1'})
    try {
      await terminal.until('q quit')
      terminal.press('C-c')
      const screen = await terminal.until(/exit \d+/)
      expect(screen).toContain('exit 0')
      expect(screen).not.toContain('pech live')
    } finally {
      terminal.end()
    }
  },
  60_000,
)
