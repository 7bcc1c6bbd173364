import type {Change, InitNote, InitReport} from '../core/settings/init-report.ts'
import {type DiffHunk, diffLines} from '../core/settings/line-diff.ts'
import {shortPath} from './names.ts'
import type {RenderOptions} from './options.ts'
import {styled} from './style.ts'
import {visible} from './visible.ts'

type Screen = Pick<RenderOptions, 'color' | 'home'>

/** `pech init` for people: the changes, unless they were shown with the question, and what was done. */
export function initAsText(report: InitReport, screen: Screen): string {
  const changes = report.shown || report.state === 'unchanged' ? '' : changesAsText(report, screen)
  const lines = [...outcome(report, screen), ...(report.state === 'unchanged' ? notesAsText(report.notes, screen) : [])]
  return changes + lines.map((line) => `${line}\n`).join('')
}

/** What would change, as a comparison like that of `diff -u`, and what to know about it. */
export function changesAsText(report: InitReport, screen: Screen): string {
  const notes = notesAsText(report.notes, screen)
  const comparisons = report.changes.map((change) => comparison(change, screen.color)).join('')
  return comparisons + notes.map((note) => `${note}\n`).join('')
}

/** `pech init --json`. */
export function initAsJson({
  generatedAtMs,
  action,
  state,
  changes,
  backup,
  notes,
  steps,
  problems,
}: InitReport): object {
  return {
    schema: 'pech/init@1',
    generatedAt: new Date(generatedAtMs).toISOString(),
    problems,
    action,
    state,
    changes: changes.map((change) => ({
      kind: change.kind,
      path: change.path,
      change: change.before === null ? 'created' : change.after === null ? 'removed' : 'edited',
      diff: comparison(change, false),
    })),
    backup,
    notes,
    steps,
  }
}

function comparison({path, before, after}: Change, color: boolean): string {
  const head = [
    `--- ${before === null ? '/dev/null' : visible(path)}`,
    `+++ ${after === null ? '/dev/null' : visible(path)}`,
  ].map((line) => styled(line, 'bold', color))
  return [...head, ...diffLines(before, after).flatMap((hunk) => hunkLines(hunk, color))]
    .map((line) => `${line}\n`)
    .join('')
}

const MARKS = {same: ' ', old: '-', new: '+'} as const
const STYLES = {same: 'plain', old: 'warning', new: 'accent'} as const

function hunkLines({oldStart, oldLines, newStart, newLines, lines}: DiffHunk, color: boolean): string[] {
  return [
    styled(`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`, 'dim', color),
    ...lines.map(({kind, text}) => styled(MARKS[kind] + shown(text), STYLES[kind], color)),
  ]
}

/** Values of names that sound like secrets: settings may hold keys, and this may be the log of a CI job. */
const SECRETS = /("[^"]*(?:key|token|secret|password|credential|auth|header)[^"]*"\s*:\s*")(?:[^"\\]|\\.)*(")/gi

function shown(line: string): string {
  return line.replace(SECRETS, '$1…$2').split('\t').map(visible).join('\t')
}

function outcome({action, state, backup, steps}: InitReport, {home}: Screen): string[] {
  const next = (words: string) => (steps.length === 0 ? [] : [words, ...steps.map((step) => `  ${visible(step)}`)])
  const isInstall = action === 'install'
  switch (state) {
    case 'unchanged':
      return [isInstall ? 'Nothing to do: all of it is there.' : 'Nothing to do: nothing of pech is there.']
    case 'planned':
      return next(isInstall ? 'After writing this:' : 'Before removing this:')
    case 'refused':
      return ['Nothing was written: add --yes to do this without a question.']
    case 'declined':
      return ['Nothing was written.']
    case 'done':
      return [
        isInstall
          ? 'Written. Claude Code uses it from its next session on; `pech init --uninstall` takes it out again.'
          : 'Taken out.',
        ...(backup === null ? [] : [`The settings as they were: ${visible(shortPath(backup, home))}`]),
        ...next(isInstall ? 'To start the timer:' : 'To stop the timer:'),
      ]
  }
}

function notesAsText(notes: readonly InitNote[], {home}: Screen): string[] {
  return notes.map((note) => {
    switch (note.code) {
      case 'STATUS_LINE_KEPT':
        return 'Your own status line stays; --statusline puts that of pech in its place, and --uninstall brings it back.'
      case 'HOOKS_DISABLED':
        return `"disableAllHooks" is true in ${visible(shortPath(note.path, home))}: no hook and no status line runs until you remove it.`
      case 'PROJECT_PATHS':
        return 'These paths are of this machine: for settings that are in git, the plugin or --local suit better.'
      case 'TEMPORARY_PROGRAM':
        return `${visible(shortPath(note.script, home))} is a cache that npx may clear: npm install -g pech, then run pech init again.`
      case 'OTHER_FOLDERS':
        return `CLAUDE_CONFIG_DIR lists several folders; only the first one is changed, not ${note.others.map(visible).join(', ')}.`
    }
  })
}
