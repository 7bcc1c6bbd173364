import type {SpendPart} from '../../core/report/dashboard.ts'
import {toUsd} from '../../core/money/picodollars.ts'
import {formatMoney} from '../money.ts'
import {round} from './axis.ts'
import {chartSection, dataTable, legend} from './chart.ts'
import {type Html, markup} from './html.ts'
import {modelClass} from './spend-chart.ts'
import {type Box, treemapLayout} from './treemap-layout.ts'

/** Width and height that the tiles are laid out for; a page stretches them. */
const SHAPE: Box = {x: 0, y: 0, width: 200, height: 100}

/** Who spent it: plugin, then agent (or role), then model, as areas. */
export function partsChart(parts: readonly SpendPart[], models: readonly string[]): Html {
  if (parts.length < 2) return markup``
  const title = 'By plugin, agent and model'
  const tiles = partTiles(parts, SHAPE).map(({part, box}) => tile(part, box, models))
  const [first] = parts
  const about = `The largest part: ${first?.agent} with ${first?.model}, ${formatMoney(first?.costPicodollars ?? 0n)}. Areas are money.`
  return chartSection({
    title,
    about,
    drawing: markup`${legend(models.map((model, index) => [modelClass(models, index), model]))}<svg class="treemap" role="img" aria-label="${title}. ${about}">${tiles}</svg>`,
    table: dataTable(
      title,
      ['plugin', 'agent', 'model', 'cost'],
      parts.map(({plugin, agent, model, costPicodollars}) => [plugin, agent, model, formatMoney(costPicodollars)]),
      3,
    ),
  })
}

/** Where each part lies: plugins beside each other, their agents inside, their models inside these. */
export function partTiles(parts: readonly SpendPart[], box: Box): {readonly part: SpendPart; readonly box: Box}[] {
  return divided(parts, box, ({plugin}) => plugin).flatMap(({parts, box}) =>
    divided(parts, box, ({agent}) => agent).flatMap(({parts, box}) =>
      divided(parts, box, ({model}) => model).flatMap(({parts, box}) => parts.map((part) => ({part, box}))),
    ),
  )
}

function divided(
  parts: readonly SpendPart[],
  box: Box,
  nameOf: (part: SpendPart) => string,
): {parts: SpendPart[]; box: Box}[] {
  const byName = new Map<string, SpendPart[]>()
  for (const part of parts) byName.set(nameOf(part), [...(byName.get(nameOf(part)) ?? []), part])
  const groups = [...byName.values()]
    .map((group) => ({parts: group, usd: group.reduce((sum, {costPicodollars}) => sum + toUsd(costPicodollars), 0)}))
    .sort((a, b) => b.usd - a.usd)
  const boxes = treemapLayout(
    groups.map(({usd}) => usd),
    box,
  )
  return groups.flatMap(({parts}, index) => {
    const place = boxes[index]
    return place === undefined ? [] : [{parts, box: place}]
  })
}

function tile(
  {plugin, agent, model, costPicodollars}: SpendPart,
  {x, y, width, height}: Box,
  models: readonly string[],
): Html {
  const hasWords = width >= 20 && height >= 14
  const words = hasWords
    ? markup`<text class="on" x="6" y="17">${agent}</text><text class="on small" x="6" y="33">${formatMoney(costPicodollars)}${plugin === '(none)' ? '' : ` · ${plugin}`}</text>`
    : undefined
  return markup`<svg x="${round(x / 2)}%" y="${round(y)}%" width="${round(width / 2)}%" height="${round(height)}%"><title>${plugin} · ${agent} · ${model}: ${formatMoney(costPicodollars)}</title><rect class="tile ${modelClass(models, models.indexOf(model))}" width="100%" height="100%"/>${words}</svg>`
}
