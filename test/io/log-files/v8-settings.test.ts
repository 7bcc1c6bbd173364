import {cachedDataVersionTag} from 'node:v8'
import {expect, test} from 'vitest'
import {
  freeYoungGeneration,
  keepBeforeChange,
  optimiseLate,
  optimiseLateOnceLearned,
} from '../../../src/io/log-files/v8-settings.ts'

test('compiled code is kept once, while V8 still names it as at the start', () => {
  const atStart = cachedDataVersionTag()
  const keptAs: number[] = []
  keepBeforeChange({isLearning: true, keep: () => keptAs.push(cachedDataVersionTag())})
  optimiseLateOnceLearned()
  expect(keptAs).toEqual([])
  optimiseLate()
  const meanwhile = cachedDataVersionTag()
  freeYoungGeneration()
  expect(keptAs).toEqual([atStart])
  expect(meanwhile).not.toBe(atStart)
})
