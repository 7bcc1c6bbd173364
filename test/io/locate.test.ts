import {expect, test} from 'vitest'
import {locate} from '../../src/io/locate.ts'

test('a directory of another system is its own project, whatever repository pech is run in', () => {
  for (const cwd of ['Q:\\src\\harbor\\api', 'harbor/api', '.'])
    expect(locate(cwd)).toEqual({project: cwd, remote: null})
  expect(locate('Q:\\src\\harbor\\.claude\\worktrees\\one')).toEqual({project: 'Q:\\src\\harbor', remote: null})
})
