import {expect, test} from 'vitest'
import {projectName} from '../../../src/core/snapshot/project-name.ts'

test.each([
  ['/home/mira/src/harbor', 'harbor'],
  ['/home/mira/src/harbor/', 'harbor'],
  ['C:\\Users\\mira\\harbor', 'harbor'],
  ['unknown', 'unknown'],
  ['/', '(root)'],
  ['', '(root)'],
])('of %j a snapshot tells %j', (path, name) => {
  expect(projectName(path)).toBe(name)
})
