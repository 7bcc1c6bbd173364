/** A parsed JSON object: keys from outside, values still unknown. */
export type JsonObject = {readonly [key: string]: unknown}

/** Whether a parsed JSON value is an object (not null, not an array). */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * The value if it is a non-empty string, else null. Half a surrogate pair becomes U+FFFD, as everything that stores
 * UTF-8 would make of it: so two names are one exactly when they are stored as one.
 */
export function nonEmptyString(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.toWellFormed() : null
}
