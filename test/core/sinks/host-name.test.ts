import {expect, test} from 'vitest'
import {hostName} from '../../../src/core/sinks/host-name.ts'

test.each([
  ['Example.COM.', 'example.com'],
  ['[::1]', '::1'],
  ['127.0.0.1', '127.0.0.1'],
])('%s is compared as %s', (host, name) => {
  expect(hostName(host)).toBe(name)
})
