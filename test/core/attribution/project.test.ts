import {expect, test} from 'vitest'
import {foldWorktree} from '../../../src/core/attribution/project.ts'

test('a worktree in one of the usual folders belongs to its repository', () => {
  expect(foldWorktree('/src/harbor/.claude/worktrees/one/api')).toBe('/src/harbor')
  expect(foldWorktree('/src/harbor/.worktrees/one')).toBe('/src/harbor')
  expect(foldWorktree('/src/harbor/.git/worktrees/one')).toBe('/src/harbor')
  expect(foldWorktree('C:\\src\\harbor\\.claude\\worktrees\\one')).toBe('C:\\src\\harbor')
})

test('any other directory is itself', () => {
  for (const directory of ['/src/harbor', '/.worktrees/one', '/src/worktrees/one', ''])
    expect(foldWorktree(directory)).toBe(directory)
})
