import {TOKEN_CLASSES} from '../tokens.ts'
import {type CardFinding, hasErrors} from './card-finding.ts'
import {CardReader, place} from './card-reader.ts'
import {checkRows} from './check-rows.ts'
import {ONE} from './decimal.ts'
import {
  type CardModel,
  type CardModifiers,
  type CardRow,
  conditionText,
  KNOWN_FAMILIES,
  RATE_CARD_SCHEMA,
  type RateCard,
  type TokenRates,
} from './rate-card.ts'

const CARD_FIELDS = [
  '$schema',
  'schema',
  'verifiedAt',
  'currency',
  'notes',
  'sources',
  'aliases',
  'modifiers',
  'models',
]
const MODEL_FIELDS = ['id', 'display', 'family', 'released', 'geoUs', 'rows']
const ROW_FIELDS = ['from', 'to', 'condition', 'usdPerMillion', 'confidence', 'source']
const CONDITION_FIELDS = ['speed', 'promptTokensOver', 'promptTokensUpTo']

/**
 * Reads a rate card file's content and judges it: fields, dates, exactness, order of the rates, overlaps, gaps.
 *
 * @param json - What `JSON.parse` gave.
 * @returns The card, or null when a finding is an error; and every finding with its exact place, in order of the file.
 */
export function parseRateCard(json: unknown): {card: RateCard | null; findings: CardFinding[]} {
  const reader = new CardReader()
  const fields = reader.fields(json, '')
  if (hasErrors(reader.findings)) return {card: null, findings: reader.findings}
  reader.known(fields, CARD_FIELDS, '', 'warning')
  reader.oneOf(fields.get('schema'), [RATE_CARD_SCHEMA], 'schema')
  reader.oneOf(fields.get('currency'), ['USD'], 'currency')
  const verifiedAt = reader.day(reader.text(fields.get('verifiedAt'), 'verifiedAt') || null, 'verifiedAt')
  const sources = texts(reader, fields.get('sources') ?? {}, 'sources')
  const aliases = texts(reader, fields.get('aliases') ?? {}, 'aliases')
  const modifiers = readModifiers(reader, fields.get('modifiers'))
  const models = readModels(reader, fields.get('models'), modifiers, sources)
  checkAliases(reader, aliases, models)
  if (hasErrors(reader.findings)) return {card: null, findings: reader.findings}
  const families = new Set<string>(KNOWN_FAMILIES)
  for (const model of models.values()) if (model.family !== null) families.add(model.family)
  const card = {verifiedAt: String(verifiedAt.text), sources, aliases, models, families, modifiers}
  return {card, findings: reader.findings}
}

function texts(reader: CardReader, value: unknown, where: string): Map<string, string> {
  const fields = reader.fields(value, where)
  return new Map([...fields].map(([name, text]) => [name, reader.text(text, place(where, name))]))
}

function readModifiers(reader: CardReader, value: unknown): CardModifiers {
  const fields = reader.fields(value, 'modifiers')
  reader.known(fields, ['batch', 'geoUs', 'webSearchUsdPer1000'], 'modifiers', 'warning')
  const batch = reader.multiplier(fields.get('batch'), 'modifiers.batch')
  if (batch <= 0n || batch > ONE) reader.note('MODIFIER_RANGE', 'modifiers.batch', {expected: 'above 0, up to 1'})
  const geo = reader.fields(fields.get('geoUs'), 'modifiers.geoUs')
  reader.known(geo, ['multiplier', 'from'], 'modifiers.geoUs', 'warning')
  const multiplier = reader.multiplier(geo.get('multiplier'), 'modifiers.geoUs.multiplier')
  if (multiplier <= 0n) reader.note('MODIFIER_RANGE', 'modifiers.geoUs.multiplier', {expected: 'above 0'})
  const from = reader.day(geo.get('from'), 'modifiers.geoUs.from')
  return {
    batch,
    geoUs: {multiplier, from: from.text, fromMs: from.ms ?? -Infinity},
    webSearch: reader.units(fields.get('webSearchUsdPer1000'), 9, 'modifiers.webSearchUsdPer1000'),
  }
}

function readModels(
  reader: CardReader,
  value: unknown,
  modifiers: CardModifiers,
  sources: Map<string, string>,
): Map<string, CardModel> {
  const models = new Map<string, CardModel>()
  for (const [index, item] of reader.items(value, 'models').entries()) {
    const where = `models[${index}]`
    const findingsBefore = reader.findings.length
    const fields = reader.fields(item, where)
    reader.known(fields, MODEL_FIELDS, where, 'warning')
    const id = reader.text(fields.get('id'), `${where}.id`)
    const family = fields.get('family') ?? null
    const rows = reader.items(fields.get('rows'), `${where}.rows`)
    const model: CardModel = {
      id,
      display: reader.text(fields.get('display') ?? (id || 'unnamed'), `${where}.display`),
      family: family === null ? null : reader.text(family, `${where}.family`),
      released: reader.day(fields.get('released'), `${where}.released`).text,
      geoUs: reader.flag(fields.get('geoUs'), `${where}.geoUs`),
      rows: rows.map((row, rowIndex) => readRow(reader, row, `${where}.rows[${rowIndex}]`, sources)),
    }
    if (models.has(id)) reader.note('MODEL_DUPLICATE', `${where}.id`, {model: id})
    if (rows.length === 0) reader.note('PRICE_NOT_FOUND', where, {model: id}, 'notice')
    models.set(id, model)
    if (!hasErrors(reader.findings.slice(findingsBefore))) checkRows(reader, model, modifiers, where)
  }
  return models
}

function readRow(reader: CardReader, value: unknown, where: string, sources: Map<string, string>): CardRow {
  const fields = reader.fields(value, where)
  reader.known(fields, ROW_FIELDS, where, 'warning')
  const from = reader.day(fields.get('from'), `${where}.from`)
  const to = reader.day(fields.get('to'), `${where}.to`)
  const fromMs = from.ms ?? -Infinity
  const toMs = to.ms ?? Infinity
  if (fromMs >= toMs) reader.note('PERIOD_EMPTY', where, {from: String(from.text), to: String(to.text)})
  const condition = readCondition(reader, fields.get('condition') ?? {}, `${where}.condition`)
  const source = reader.text(fields.get('source'), `${where}.source`)
  for (const code of source.split(';').map((part) => part.trim())) {
    if (!sources.has(code)) reader.note('SOURCE_UNKNOWN', `${where}.source`, {source: code}, 'warning')
  }
  return {
    from: from.text,
    to: to.text,
    fromMs,
    toMs,
    ...condition,
    condition: conditionText(condition),
    rates: readRates(reader, fields.get('usdPerMillion'), `${where}.usdPerMillion`),
    confidence: reader.oneOf(fields.get('confidence'), ['A', 'B', 'C'], `${where}.confidence`),
    source,
  }
}

function readCondition(
  reader: CardReader,
  value: unknown,
  where: string,
): Pick<CardRow, 'speed' | 'overTokens' | 'upToTokens'> {
  const fields = reader.fields(value, where)
  reader.known(fields, CONDITION_FIELDS, where, 'error')
  const speed = fields.get('speed') ?? null
  const overTokens = reader.count(fields.get('promptTokensOver'), `${where}.promptTokensOver`)
  const upToTokens = reader.count(fields.get('promptTokensUpTo'), `${where}.promptTokensUpTo`)
  if (overTokens !== null && upToTokens !== null && overTokens >= upToTokens) {
    reader.note('SIZES_EMPTY', where, {over: overTokens, upTo: upToTokens})
  }
  return {speed: speed === null ? null : reader.text(speed, `${where}.speed`), overTokens, upToTokens}
}

function readRates(reader: CardReader, value: unknown, where: string): TokenRates {
  const fields = reader.fields(value, where)
  reader.known(fields, TOKEN_CLASSES, where, 'warning')
  const rate = (name: string): bigint => reader.units(fields.get(name), 6, `${where}.${name}`)
  return {
    input: rate('input'),
    output: rate('output'),
    cacheRead: rate('cacheRead'),
    cacheWrite5m: rate('cacheWrite5m'),
    cacheWrite1h: rate('cacheWrite1h'),
  }
}

function checkAliases(reader: CardReader, aliases: Map<string, string>, models: Map<string, CardModel>): void {
  for (const [alias, model] of aliases) {
    const where = place('aliases', alias)
    if (models.has(alias)) reader.note('ALIAS_SHADOWS_MODEL', where, {alias})
    if (!models.has(model)) reader.note('ALIAS_UNKNOWN_MODEL', where, {alias, model})
  }
}
