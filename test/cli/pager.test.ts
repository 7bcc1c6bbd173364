import {expect, test} from 'vitest'
import {isLong, pagerOf, showPaged} from '../../src/cli/pager.ts'
import {hasTmux, Terminal} from '../live/tmux.ts'

test('PECH_PAGER goes before PAGER, and an empty one or cat is none', () => {
  expect(pagerOf({})).toBe('less')
  expect(pagerOf({PAGER: 'more'})).toBe('more')
  expect(pagerOf({PAGER: 'more', PECH_PAGER: 'most'})).toBe('most')
  expect([pagerOf({PECH_PAGER: '', PAGER: 'more'}), pagerOf({PAGER: 'cat'})]).toEqual([null, null])
})

test('only what is longer than the screen of a terminal is paged', () => {
  expect([isLong('a\nb\n', 3), isLong('a\nb\nc\n', 3), isLong('a\nb', undefined)]).toEqual([false, true, false])
  const pager = {PECH_PAGER: 'true'}
  expect(showPaged('a\nb\nc\n', {isTTY: false, rows: 2}, pager)).toBe(false)
  expect(showPaged('a\nb\nc\n', {isTTY: true, rows: 20}, pager)).toBe(false)
})

test.skipIf(!hasTmux)(
  'on a terminal a long table goes through the pager; where there is none, it is written',
  async () => {
    const through = async (name: string, pager: string, text: RegExp) => {
      const env = {PECH_PAGER: pager, LANG: 'C.UTF-8'}
      const terminal = new Terminal(name, ['report', '--demo', '--by', 'day'], {columns: 80, rows: 12}, env)
      try {
        return await terminal.until(text)
      } finally {
        terminal.end()
      }
    }
    await through('paged', 'tail -n 1; echo "[paged]"', /\[paged\][^]*exit 0/)
    expect(await through('missing', 'no-such-pager-here', /exit 0/)).not.toContain('[paged]')
  },
  40_000,
)
