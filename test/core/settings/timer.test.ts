import {expect, test} from 'vitest'
import {
  launchdAgent,
  systemdService,
  systemdTimer,
  withCronLine,
  withoutCronLine,
} from '../../../src/core/settings/timer.ts'

const invocation = {node: '/usr/bin/node', script: '/opt/pech/bin/pech.js', platform: 'linux'}
const plain = {invocation, env: new Map<string, string>()}
const odd = {
  invocation: {...invocation, script: "/100%/my $pech's/pech.js"},
  env: new Map([['PECH_HOME', String.raw`/a b/$x%"\ `]]),
}

test('the systemd timer runs every hour and makes up for missed runs', () => {
  expect(systemdTimer()).toContain('OnCalendar=*-*-* *:17:00\nPersistent=true\n')
  expect(systemdService(plain)).toContain('ExecStart=/usr/bin/node /opt/pech/bin/pech.js health --notify --quiet\n')
})

test('what systemd would expand stands for itself', () => {
  const service = systemdService(odd)
  expect(service).toContain(`ExecStart=/usr/bin/node "/100%%/my $$pech's/pech.js" health --notify --quiet\n`)
  expect(service).toContain(String.raw`Environment="PECH_HOME=/a b/$x%%\"\\ "` + '\n')
})

test('the launchd agent has its words apart, and escapes what XML would read', () => {
  const agent = launchdAgent({invocation: {...invocation, script: '/a&b/<c>/pech.js'}, env: new Map([['A', '1']])})
  expect(agent).toContain('<string>/a&amp;b/&lt;c&gt;/pech.js</string>\n    <string>health</string>')
  expect(agent).toContain(
    '<key>EnvironmentVariables</key>\n  <dict>\n    <key>A</key>\n    <string>1</string>\n  </dict>',
  )
  expect(launchdAgent(plain)).not.toContain('EnvironmentVariables')
})

test('the crontab line is there once, beside the lines of others', () => {
  const line = '17 * * * * /usr/bin/node /opt/pech/bin/pech.js health --notify --quiet >/dev/null # pech health\n'
  expect(withCronLine(null, plain)).toBe(line)
  expect(withCronLine(line, plain)).toBe(line)
  expect(withCronLine('@daily backup', plain)).toBe(`@daily backup\n${line}`)
  expect(withCronLine(`@daily backup\n${line}`, plain)).toBe(`@daily backup\n${line}`)
  expect(withoutCronLine(`@daily backup\n${line}`)).toBe('@daily backup\n')
  expect(withoutCronLine(line)).toBeNull()
  expect(withoutCronLine(null)).toBe('')
})

test('what cron and its shell would read stands for itself', () => {
  expect(withCronLine('', odd)).toBe(
    String.raw`17 * * * * PECH_HOME='/a b/$x\%"\ ' /usr/bin/node '/100\%/my $pech'\''s/pech.js' health --notify --quiet >/dev/null # pech health` +
      '\n',
  )
})
