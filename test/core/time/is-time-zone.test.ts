import {expect, test} from 'vitest'
import {isTimeZone} from '../../../src/core/time/is-time-zone.ts'

test.each(['UTC', 'Europe/Berlin', 'europe/berlin', 'Asia/Kathmandu', 'GMT'])('%s is a time zone', (name) => {
  expect(isTimeZone(name)).toBe(true)
})

test.each(['', 'Europe/Atlantis', '+02:00', '-0500', 'Berlin', '2', ' UTC', '__proto__'])(
  '%j is no time zone',
  (name) => {
    expect(isTimeZone(name)).toBe(false)
  },
)
