/** What JSON can hold. A bigint becomes a JSON number with all its digits. */
export type Json = null | boolean | number | bigint | string | readonly Json[] | {readonly [key: string]: Json}

/**
 * JSON as a script and a person can read it, indented by two, ended by a newline. Bigints beyond 2^53 keep their digits; numbers
 * that are not finite become null; invisible characters are escaped, so that no name acts on a terminal.
 */
export function writeJson(value: Json): string {
  return `${withoutUnsafe(indented(value, ''))}\n`
}

/** The same on one line, without the newline. */
export function writeJsonLine(value: Json): string {
  return withoutUnsafe(compact(value))
}

function compact(value: Json): string {
  if (isList(value)) return `[${value.map(compact).join(',')}]`
  if (typeof value !== 'object' || value === null) return scalar(value)
  const parts = Object.entries(value).map(([key, part]) => `${scalar(key)}:${compact(part)}`)
  return `{${parts.join(',')}}`
}

function indented(value: Json, indent: string): string {
  const inner = `${indent}  `
  if (isList(value)) {
    if (value.length === 0) return '[]'
    return `[\n${value.map((part) => inner + indented(part, inner)).join(',\n')}\n${indent}]`
  }
  if (typeof value !== 'object' || value === null) return scalar(value)
  const parts = Object.entries(value).map(([key, part]) => `${inner}${scalar(key)}: ${indented(part, inner)}`)
  return parts.length === 0 ? '{}' : `{\n${parts.join(',\n')}\n${indent}}`
}

function scalar(value: null | boolean | number | bigint | string): string {
  return typeof value === 'bigint' ? String(value) : JSON.stringify(value)
}

/** Escapes what JSON allows and a terminal obeys or an editor hides; outside of strings JSON has no such character. */
function withoutUnsafe(json: string): string {
  return json.replace(/[\x7f-\x9f\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, escaped)
}

function escaped(character: string): string {
  return Array.from(
    {length: character.length},
    (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`,
  ).join('')
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
