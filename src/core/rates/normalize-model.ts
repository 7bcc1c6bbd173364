import type {RateCard} from './rate-card.ts'

/** Where a model name leads. */
export interface NormalizedModel {
  /** The card's model id, or null when the card does not know the name. */
  readonly id: string | null
  /** The name without provider, revision, context and date marks; the id when there is one. */
  readonly name: string
}

const PROVIDERS = [
  'anthropic',
  'openrouter',
  'bedrock',
  'bedrock_converse',
  'converse',
  'invoke',
  'amazon-bedrock',
  'vertex_ai',
  'vertex',
  'google-vertex',
  'azure_ai',
  'azure',
  'vercel_ai_gateway',
]
const PREFIXES = [
  new RegExp(`^(?:${PROVIDERS.join('|')})/`),
  /^arn:aws[^/]*:(?:foundation-model|inference-profile)\//,
  /^[a-z]{2}(?:-[a-z]+)+-\d\//,
  /^(?:us-gov|us|eu|apac|global|jp|au|ca)\./,
  /^anthropic\./,
]

/**
 * Finds the card's model for a name as a log writes it: exactly, by alias, then without `[1m]`, provider prefixes
 * (`anthropic/`, `us.anthropic.`, `bedrock/`, `vertex_ai/` …), `-vN:M`
 * (`-vN` in Bedrock's own names), `@date` (tried as `-date` first) and a date suffix,
 * in this order, with a look at the card after each step. There is no other guess: a new version number is an unknown model.
 *
 * @param name - The model name as logged; any text.
 * @param card - The rate card.
 * @returns The id, or null with the stripped name.
 */
export function normalizeModel(name: string, card: RateCard): NormalizedModel {
  const withoutRevision = name.includes('anthropic.') ? withoutBedrockRevision : withoutFullRevision
  let rest = name
  for (const step of [same, withoutContext, withoutPrefixes, withoutRevision, withDashedDate, withoutDate]) {
    rest = step(rest)
    const id = card.models.has(rest) ? rest : card.aliases.get(rest)
    if (id !== undefined) return {id, name: id}
  }
  return {id: null, name: rest}
}

function same(name: string): string {
  return name
}

function withoutContext(name: string): string {
  return name.replace(/\[1m\]$/, '')
}

function withoutPrefixes(name: string): string {
  const prefix = PREFIXES.find((pattern) => pattern.test(name))
  return prefix === undefined ? name : withoutPrefixes(name.replace(prefix, ''))
}

function withoutFullRevision(name: string): string {
  return name.replace(/-v\d+:\d+$/, '')
}

/** Bedrock writes newer models as `anthropic.claude-opus-4-6-v1`, without the `:0`. */
function withoutBedrockRevision(name: string): string {
  return name.replace(/-v\d+(?::\d+)?$/, '')
}

/** Vertex writes `@20260205`, or `@default` for a model without a dated name. */
function withDashedDate(name: string): string {
  return name.replace(/@(\d{8})$/, '-$1').replace(/@default$/, '')
}

function withoutDate(name: string): string {
  return name.replace(/-\d{8}$/, '')
}
