/**
 * The last folder of a project's path: what a snapshot tells of it.
 *
 * @param path - With `/` or `\` between the parts, or a name without any.
 * @returns The last part that is not empty; a text without any part (such as `/`) gives `(root)`.
 */
export function projectName(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part !== '') ?? '(root)'
}
