/** What a flag stands for when its optional value is left out, and which next argument counts as its value. */
interface OptionalValue {
  readonly whenBare: string
  readonly isValue: (argument: string) => boolean
}

const isDay = (argument: string) => /^(\d{4}-\d{2}-\d{2}|today|yesterday|current)$/.test(argument)

const optionalValues: Readonly<Record<string, OptionalValue>> = {
  '--session': {whenBare: 'latest', isValue: (argument) => argument !== '' && !argument.startsWith('-')},
  '--day': {whenBare: 'current', isValue: isDay},
  '--week': {whenBare: 'current', isValue: isDay},
  '--month': {whenBare: 'current', isValue: (argument) => /^(\d{4}-\d{2}|current)$/.test(argument)},
}

/**
 * Gives bare `--session`, `--day`, `--week` and `--month` the value that they stand for, since flag parsers know no
 * optional values: `--month --json` becomes `--month=current --json`. Arguments after `--` stay as they are.
 *
 * @param argv - The arguments after the program's name; not changed.
 * @returns New arguments of the same length, or shorter where a flag and its value were joined by `=`.
 */
export function withOptionalValues(argv: readonly string[]): string[] {
  // there they are amounts of money, which are never left out
  if (argv[0] === 'budget' && argv[1] === 'set') return [...argv]
  const normalised: string[] = []
  for (let index = 0; index < argv.length; index++) {
    const argument = argv[index]!
    if (argument === '--') return [...normalised, ...argv.slice(index)]
    const flag = Object.hasOwn(optionalValues, argument) ? optionalValues[argument] : undefined
    const next = argv[index + 1]
    if (flag === undefined) normalised.push(argument)
    else if (next !== undefined && flag.isValue(next)) {
      normalised.push(`${argument}=${next}`)
      index++
    } else normalised.push(`${argument}=${flag.whenBare}`)
  }
  return normalised
}
