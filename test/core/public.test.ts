import {expect, test} from 'vitest'
import * as core from '../../src/core/public.ts'

test('the public library offers money, verdicts and problems', () => {
  expect(core).toMatchObject({EXIT: {ok: 0}, apportion: expect.any(Function), PechError: expect.any(Function)})
})
