/** Folders in which a worktree of a repository stands, by the habit of the tools that make them. */
const WORKTREE_FOLDERS = ['/.claude/worktrees/', '/.worktrees/', '/.git/worktrees/']

/**
 * The directory of a repository when the path alone says that it is one of its worktrees.
 *
 * @param directory - An absolute path with `/` between the parts.
 * @returns The part before the worktree folder, or the directory itself.
 */
export function foldWorktree(directory: string): string {
  for (const folder of WORKTREE_FOLDERS) {
    const at = directory.indexOf(folder)
    if (at > 0) return directory.slice(0, at)
  }
  return directory
}
