import type {Location} from './facts.ts'
import {compileGlob} from './glob.ts'

/** A rule of `config.yaml`: calls whose directory or remote matches belong to the arm. */
export interface ArmRule {
  readonly name: string
  /** Globs on the working directory or its git root. */
  readonly paths: readonly string[]
  /** Globs on the git remote, as `host/owner/repository`. */
  readonly remotes: readonly string[]
}

/** Folders whose children are, by habit, clients or products. */
const PARENTS = new Set(['github', 'src', 'work', 'clients'])

/** Finds the arm of a working directory. */
export type ArmFinder = (cwd: string | null, location: Location | null) => string

/**
 * The client or cost centre of a call: the first rule that matches; without a match the directory after the innermost
 * of `github/`, `src/`, `work/`, `clients/` at or above the project, else the project's last folder.
 *
 * @param rules - In order of precedence; may be empty.
 * @param home - The user's home directory, whose bare self is `home`; null when unknown.
 * @returns A finder that answers `unknown` without a directory.
 */
export function armFinder(rules: readonly ArmRule[], home: string | null): ArmFinder {
  const compiled = rules.map((rule) => ({
    name: rule.name,
    paths: rule.paths.map(compileGlob),
    remotes: rule.remotes.map(compileGlob),
  }))
  return (cwd, location) => {
    if (cwd === null || location === null) return 'unknown'
    const directories = [slashes(cwd), slashes(location.project)]
    const remote = location.remote === null ? null : remoteName(location.remote)
    const rule = compiled.find(
      ({paths, remotes}) =>
        paths.some((matches) => directories.some(matches)) ||
        (remote !== null && remotes.some((matches) => matches(remote))),
    )
    return rule?.name ?? defaultArm(slashes(location.project), home === null ? null : slashes(home))
  }
}

function defaultArm(project: string, home: string | null): string {
  if (project === home) return 'home'
  const parts = project.split('/').filter((part) => part !== '')
  for (let index = parts.length - 2; index >= 0; index--) {
    if (PARENTS.has(parts[index]!)) return parts[index + 1]!
  }
  return parts.at(-1) ?? 'unknown'
}

/** `git@host:owner/name.git` and `https://host/owner/name.git` as `host/owner/name`. */
function remoteName(url: string): string {
  return url
    .replace(/^[a-z+]+:\/\//i, '')
    .replace(/^[^@/]*@/, '')
    .replace(/^([^/:]+):(?:\d+\/)?/, '$1/')
    .replace(/\.git$/, '')
}

function slashes(path: string): string {
  const same = path.includes('\\') ? path.replaceAll('\\', '/') : path
  let end = same.length
  while (end > 1 && same[end - 1] === '/') end--
  return same.slice(0, end)
}
