import {visible} from './visible.ts'

/** A word that comes from outside (a model, a file, a session). Every format writes it in its own safe way. */
export interface Name {
  readonly name: string
}

/** A sentence of ours with names in it. Our own words are ASCII. */
export type Phrase = readonly (string | Name)[]

/** Template tag that keeps names apart from words: phrase`No rate for ${named(model)}.` */
export function phrase(words: TemplateStringsArray, ...parts: readonly (string | Name | Phrase)[]): Phrase {
  return words.flatMap((word, index) => [word, ...[parts[index] ?? ''].flat()]).filter((part) => part !== '')
}

/** Marks a word from outside. */
export function named(name: string): Name {
  return {name}
}

/**
 * Names in a row: `a, b, c and 4 more`.
 *
 * @param limit - How many are said.
 */
export function listed(names: readonly string[], limit = 3): Phrase {
  const shown = names
    .slice(0, limit)
    .flatMap((name, index): Phrase => (index === 0 ? [named(name)] : [', ', named(name)]))
  return names.length > limit ? [...shown, ` and ${names.length - limit} more`] : shown
}

/** A phrase on a terminal. */
export function phraseText(parts: Phrase): string {
  return parts.map((part) => (typeof part === 'string' ? part : visible(part.name))).join('')
}
