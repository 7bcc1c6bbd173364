import {expect, test} from 'vitest'
import {barColumn, fixedColumn, nameColumn} from '../../src/render/column.ts'
import {glyphsFor} from '../../src/render/glyphs.ts'
import {drawTable} from '../../src/render/table.ts'

const long = `/home/me/${'deeply/'.repeat(18)}nested`
const style = {color: false, unicode: true}
const glyphs = glyphsFor(style)

function drawn(names: readonly string[], columns: number | undefined): string[] {
  const cells = [
    nameColumn('name', 0, names, glyphs, {minWidth: 10}),
    fixedColumn('cost', 0, ['$1.00', '~$2.00']),
    barColumn(1, [0.5, 1], glyphs),
  ]
  return drawTable({columns: cells, rows: 2}, {...style, columns}).split('\n')
}

test('a name is whole where there is room for it, however long it is, and off a terminal always', () => {
  for (const columns of [200, undefined]) expect(drawn([long, 'short'], columns)[2]).toContain(`${long} `)
  expect(drawn([long, 'short'], 80)[2]).not.toContain(long)
  for (const line of drawn([long, 'short'], 80)) expect(line.length).toBeLessThanOrEqual(80)
})

test('cells stand below each other, whatever their letters are', () => {
  expect(drawn(['界', 'ab'], 40).slice(2, 4)).toEqual([
    '界     $1.00  ████████████',
    'ab    ~$2.00  ████████████████████████',
  ])
  expect(drawn(['a', 'ab'], 40).slice(2, 4)).toEqual([
    'a      $1.00  ████████████',
    'ab    ~$2.00  ████████████████████████',
  ])
})
