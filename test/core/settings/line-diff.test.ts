import fc from 'fast-check'
import {expect, test} from 'vitest'
import {diffLines} from '../../../src/core/settings/line-diff.ts'

const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd', '{', '}'), {maxLength: 30})

test('the lines of a comparison, put into the old text, give the new one', () => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const rest: string[] = [...before]
      for (const hunk of diffLines(before.join('\n'), after.join('\n')).toReversed()) {
        const old = hunk.lines.filter(({kind}) => kind !== 'new').map(({text}) => text)
        const now = hunk.lines.filter(({kind}) => kind !== 'old').map(({text}) => text)
        expect([old.length, now.length]).toEqual([hunk.oldLines, hunk.newLines])
        const at = hunk.oldStart - (hunk.oldLines === 0 ? 0 : 1)
        expect(rest.splice(at, old.length, ...now)).toEqual(old)
      }
      expect(rest).toEqual(after)
    }),
    {numRuns: 1000},
  )
})

test('equal texts do not differ, whatever their line ends', () => {
  expect(diffLines('a\nb\n', 'a\r\nb')).toEqual([])
  expect(diffLines(null, '')).toEqual([])
})

test('lines that end both texts are the same, however the rest changed', () => {
  const [hunk] = diffLines('a\nb\nend', 'a\nc\nnew\nend')
  expect(hunk?.lines.map(({kind, text}) => `${kind} ${text}`)).toEqual([
    'same a',
    'old b',
    'new c',
    'new new',
    'same end',
  ])
})

test('added lines are shown with two lines around them, apart from other changes', () => {
  const before = ['1', '2', '3', '4', '5', '6', '7', '8', '9'].join('\n')
  const after = ['1', 'new', '2', '3', '4', '5', '6', '7', '8', 'x'].join('\n')
  expect(diffLines(before, after)).toEqual([
    {
      oldStart: 1,
      oldLines: 3,
      newStart: 1,
      newLines: 4,
      lines: [
        {kind: 'same', text: '1'},
        {kind: 'new', text: 'new'},
        {kind: 'same', text: '2'},
        {kind: 'same', text: '3'},
      ],
    },
    {
      oldStart: 7,
      oldLines: 3,
      newStart: 8,
      newLines: 3,
      lines: [
        {kind: 'same', text: '7'},
        {kind: 'same', text: '8'},
        {kind: 'old', text: '9'},
        {kind: 'new', text: 'x'},
      ],
    },
  ])
})

test('a new file is all added, a file that goes all removed', () => {
  expect(diffLines(null, 'a\n')).toEqual([
    {oldStart: 0, oldLines: 0, newStart: 1, newLines: 1, lines: [{kind: 'new', text: 'a'}]},
  ])
  expect(diffLines('a\n', null)).toEqual([
    {oldStart: 1, oldLines: 1, newStart: 0, newLines: 0, lines: [{kind: 'old', text: 'a'}]},
  ])
})
