type Json = Record<string, unknown>

/** A sound row, $1 in, $5 out, with changes. */
export function rowJson(changes: Json): Json {
  return {
    from: null,
    to: null,
    usdPerMillion: {input: '1', output: '5', cacheRead: '0.1', cacheWrite5m: '1.25', cacheWrite1h: '2'},
    confidence: 'A',
    source: 'made',
    ...changes,
  }
}

/** A sound model of the opus family, with changes. */
export function modelJson(id: string, rows: Json[], changes: Json = {}): Json {
  return {id, display: id, family: 'opus', released: null, geoUs: false, rows, ...changes}
}

/** A sound card with these models and changes. */
export function cardJson(models: Json[], changes: Json = {}): Json {
  return {
    schema: 'pech/rate-card@1',
    verifiedAt: '2026-11-21',
    currency: 'USD',
    sources: {made: 'made up'},
    aliases: {},
    modifiers: {batch: '0.5', geoUs: {multiplier: '1.1', from: '2026-02-05'}, webSearchUsdPer1000: '10'},
    models,
    ...changes,
  }
}
