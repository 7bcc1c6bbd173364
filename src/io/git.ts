import {execFileSync} from 'node:child_process'
import type {GitState} from '../core/snapshot/snapshot.ts'

/** Longer than this nobody waits for git. */
const TIMEOUT_MS = 3000

/** Where the work tree around a folder stands; null when there is none, or no git. */
export function gitState(folder: string): GitState | null {
  if (git(folder, ['rev-parse', '--is-inside-work-tree']) !== 'true') return null
  const branch = git(folder, ['symbolic-ref', '--quiet', '--short', 'HEAD'])
  return {
    sha: git(folder, ['rev-parse', '--verify', '--quiet', 'HEAD']) || null,
    branch: branch || null,
    dirty: git(folder, ['status', '--porcelain', '--untracked-files=no', '--ignore-submodules']) !== '',
  }
}

/**
 * How many changes reached a repository's main branch in a span of time: the commits of its first-parent line, of which
 * each is a merge, a squashed pull request or a direct commit.
 *
 * @returns null when there is no repository, no main branch, or no git.
 */
export function mergedChanges(folder: string, fromMs: number, toMs: number): number | null {
  const branch = mainBranch(folder)
  if (branch === null) return null
  const span = [`--since=${seconds(fromMs)}`, `--until=${seconds(toMs - 1)}`]
  const count = git(folder, ['rev-list', '--count', '--first-parent', ...span, branch, '--'])
  return count === null ? null : Number(count)
}

function mainBranch(folder: string): string | null {
  const candidates = ['refs/remotes/origin/HEAD', 'refs/heads/main', 'refs/heads/master']
  return candidates.find((name) => git(folder, ['rev-parse', '--verify', '--quiet', name])) ?? null
}

function seconds(atMs: number): string {
  return new Date(atMs).toISOString()
}

/** What git prints, without the line break at the end; null when it fails. Its own locks are left alone, and it asks nobody. */
function git(folder: string, args: readonly string[]): string | null {
  try {
    return execFileSync('git', ['-C', folder, ...args], {
      encoding: 'utf8',
      timeout: TIMEOUT_MS,
      stdio: ['ignore', 'pipe', 'ignore'],
      env: {...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C'},
    }).trimEnd()
  } catch {
    return null // no git, no repository, or too slow: the same to us
  }
}
