import {spawnSync} from 'node:child_process'

const TIMEOUT_MS = 20_000

/** The issues of the repository around a folder, by GitHub's own program. */
export interface GithubIssues {
  /** Null when it did not work. */
  open(title: string, body: string): number | null
  update(issue: number, title: string, body: string): boolean
}

/** @returns null when `gh` is not there. */
export function githubIssues(folder: string): GithubIssues | null {
  const gh = (args: readonly string[], input: string) =>
    spawnSync('gh', args, {cwd: folder, input, encoding: 'utf8', timeout: TIMEOUT_MS})
  if (gh(['--version'], '').error !== undefined) return null
  return {
    open(title, body) {
      const {status, stdout} = gh(['issue', 'create', '--title', title, '--body-file', '-'], body)
      const [, number] = /\/issues\/(\d+)\s*$/.exec(stdout) ?? []
      return status === 0 && number !== undefined ? Number(number) : null
    },
    update(issue, title, body) {
      return gh(['issue', 'edit', String(issue), '--title', title, '--body-file', '-'], body).status === 0
    },
  }
}
