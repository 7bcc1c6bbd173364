/** How pech is started by another program: an absolute path each. */
export interface Invocation {
  /** The Node binary. */
  readonly node: string
  /** `bin/pech.js`. */
  readonly script: string
  readonly platform: string
}

/** A command line for a shell, quoted where that is needed. On Windows with forward slashes, which all its shells take. */
export function shellLine({node, script, platform}: Invocation, args: readonly string[]): string {
  const isWindows = platform === 'win32'
  const paths = isWindows ? [node, script].map((path) => path.replaceAll('\\', '/')) : [node, script]
  return [...paths, ...args].map((word) => (isWindows ? inDoubleQuotes(word) : inSingleQuotes(word))).join(' ')
}

function inSingleQuotes(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}

function inDoubleQuotes(word: string): string {
  return /^[\w./:@+=,-]+$/.test(word) ? word : `"${word}"`
}
