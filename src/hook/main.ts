/** The fast door: answers `budget check`, `hook …` and `statusline` without the command framework. */
export function run(argv: readonly string[]): Promise<void> {
  process.stderr.write(`pech: '${argv.slice(0, 2).join(' ')}' cannot be answered by this build\n`)
  process.exitCode = 1
  return Promise.resolve()
}
