import {existsSync, readFileSync, statSync} from 'node:fs'
import {dirname, isAbsolute, join, resolve} from 'node:path'
import type {Location} from '../core/attribution/facts.ts'
import {foldWorktree} from '../core/attribution/project.ts'

/**
 * Finds out where a working directory belongs: the git repository around it (a worktree counts as its repository) and
 * that repository's remote. A directory that is gone belongs to what is left above it, or to itself.
 *
 * @param cwd - Absolute path as logged; it need not exist, nor be one of this system.
 */
export function locate(cwd: string): Location {
  const folded = foldWorktree(cwd)
  if (!isAbsolute(folded)) return {project: folded, remote: null} // of another system: nothing here is meant
  for (let folder = folded; ; folder = dirname(folder)) {
    const repository = repositoryAt(folder)
    if (repository !== null) return {project: repository.root, remote: remoteOf(repository.gitFolder)}
    if (dirname(folder) === folder) return {project: folded, remote: null}
  }
}

function repositoryAt(folder: string): {root: string; gitFolder: string} | null {
  const git = join(folder, '.git')
  try {
    const stat = statSync(git)
    if (stat.isDirectory()) return existsSync(join(git, 'HEAD')) ? {root: folder, gitFolder: git} : null
    const link = /^gitdir: (.+)$/m.exec(readFileSync(git, 'utf8'))?.[1]
    if (link === undefined) return null
    const own = resolve(folder, link.trim())
    const common = commonFolder(own)
    // a worktree's common folder is the .git of its repository; a submodule has no common folder of its own
    return common === own ? {root: folder, gitFolder: own} : {root: dirname(common), gitFolder: common}
  } catch {
    return null // not there, or not readable: no repository for us
  }
}

function commonFolder(gitFolder: string): string {
  try {
    return resolve(gitFolder, readFileSync(join(gitFolder, 'commondir'), 'utf8').trim())
  } catch {
    return gitFolder
  }
}

/** The URL of `origin`, else of the first remote, without credentials. */
function remoteOf(gitFolder: string): string | null {
  let config: string
  try {
    config = readFileSync(join(gitFolder, 'config'), 'utf8')
  } catch {
    return null
  }
  const remotes = new Map<string, string>()
  let section: string | null = null
  for (const line of config.split('\n')) {
    const header = /^\s*\[remote "(.+)"\]/.exec(line)
    if (header) section = header[1]!
    else if (/^\s*\[/.test(line)) section = null
    const url = /^\s*url\s*=\s*(.+?)\s*$/.exec(line)
    if (section !== null && url && !remotes.has(section)) remotes.set(section, url[1]!)
  }
  const url = remotes.get('origin') ?? remotes.values().next().value ?? null
  return url === null ? null : url.replace(/^([a-z+]+:\/\/)[^@/]*@/i, '$1')
}
