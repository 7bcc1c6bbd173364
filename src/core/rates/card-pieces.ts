/** A rate card file as JSON in pieces, so that a hook, which prices by one model or two, need not read it all. */
export interface CardPieces {
  /** Ids of the models, in the order of the card. */
  readonly ids: readonly string[]
  /** Each of them, in the same order. */
  readonly models: readonly string[]
  /** What is laid over the rates. */
  readonly modifiers: string
  /** All of the card but the models. */
  readonly rest: string
}

/** What a card is taken apart by; whatever else it holds stays in the rest. */
interface CardFile {
  readonly modifiers: object
  readonly models: readonly {readonly id: string}[]
}

/**
 * Takes a card apart.
 *
 * @param card - The content of a card file; its models come last, as those that pech writes do.
 */
export function cardInPieces({models, ...rest}: CardFile): CardPieces {
  return {
    ids: models.map(({id}) => id),
    models: models.map((model) => JSON.stringify(model)),
    modifiers: JSON.stringify(rest.modifiers),
    rest: JSON.stringify(rest),
  }
}

/** The content of the file that was taken apart. */
export function cardOfPieces({models, rest}: CardPieces): unknown {
  return {...JSON.parse(rest), models: models.map((text): unknown => JSON.parse(text))}
}
