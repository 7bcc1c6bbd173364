import {expect, test} from 'vitest'
import {judgeStatus} from '../../../src/core/sinks/delivery.ts'

test.each([
  [200, {kind: 'delivered'}],
  [204, {kind: 'delivered'}],
  [101, {kind: 'failed', reason: 'HTTP 101'}],
  [302, {kind: 'failed', reason: 'redirect (HTTP 302)'}],
  [400, {kind: 'rejected', reason: 'HTTP 400'}],
  [422, {kind: 'rejected', reason: 'HTTP 422'}],
  [401, {kind: 'failed', reason: 'HTTP 401'}],
  [429, {kind: 'failed', reason: 'HTTP 429'}],
  [500, {kind: 'failed', reason: 'HTTP 500'}],
])('HTTP %s is %j', (status, delivery) => {
  expect(judgeStatus(status)).toEqual(delivery)
})
