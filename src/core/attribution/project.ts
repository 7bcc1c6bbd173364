/** The folder in which a worktree of a repository stands, by the habit of the tools that make them. */
const WORKTREE_FOLDER = /[/\\](?:\.claude[/\\]worktrees|\.worktrees|\.git[/\\]worktrees)[/\\]/

/**
 * The directory of a repository when the path alone says that it is one of its worktrees.
 *
 * @param directory - An absolute path, with `/` or `\` between the parts.
 * @returns The part before the worktree folder, or the directory itself.
 */
export function foldWorktree(directory: string): string {
  const at = directory.search(WORKTREE_FOLDER)
  return at > 0 ? directory.slice(0, at) : directory
}
