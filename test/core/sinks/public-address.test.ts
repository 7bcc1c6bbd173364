import fc from 'fast-check'
import {expect, test} from 'vitest'
import {isPublicAddress} from '../../../src/core/sinks/public-address.ts'

test.each([
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '100.64.0.1',
  '100.100.100.200',
  '127.0.0.1',
  '127.255.255.254',
  '168.63.129.16',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.8',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.1.1',
  '198.19.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '0:0:0:0:0:0:0:1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '0:0:0:0:0:FFFF:10.0.0.1',
  '::127.0.0.1',
  '64:ff9b::127.0.0.1',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b:1::1',
  '100::1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%eth0',
  'ff02::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '3fff:fff::1',
  '5f00::1',
])('%s is not public', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test.each([
  '1.1.1.1',
  '100.63.255.255',
  '100.128.0.0',
  '168.63.129.17',
  '172.15.255.255',
  '172.32.0.0',
  '223.255.255.255',
  '::ffff:8.8.8.8',
  '64:ff9b::8.8.8.8',
  '2001:200::1',
  '2001:4860:4860::8888',
  '2606:4700:4700:0:0:0:0:1111',
  '2a00:1450:4001:80b::200e',
  '3fff:1000::1',
])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true)
})

test.each([
  '',
  'localhost',
  '1.1.1',
  '1.1.1.256',
  '1.1.1.1.',
  '2130706433',
  '0x7f000001',
  '[2606:4700::1]',
  '2606:4700::1::2',
  '2606:4700',
  '2606:4700:1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7::8',
  '2606:47000::1',
  '2606::g',
  '::ffff:1.1.1.256',
  '2606:4700::1.1.1.1.1',
])('%j is no address, hence not public', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test('an IPv4 address mapped into IPv6 is judged as itself', () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number)
      const hex = `::ffff:${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`
      expect(isPublicAddress(`::ffff:${address}`)).toBe(isPublicAddress(address))
      expect(isPublicAddress(hex)).toBe(isPublicAddress(address))
    }),
  )
})

test('any IPv6 address outside of the public range is refused in every spelling', () => {
  fc.assert(
    fc.property(fc.ipV6(), (address) => {
      const first = /^[\da-f]{4}:/i.test(address) ? Number.parseInt(address, 16) : 0
      if (isPublicAddress(address) && !/^(?:::ffff|64:ff9b|0{0,4}:)/i.test(address)) {
        expect(first >= 0x2000 && first <= 0x3fff).toBe(true)
      }
      expect(isPublicAddress(address.toUpperCase())).toBe(isPublicAddress(address))
    }),
  )
})
