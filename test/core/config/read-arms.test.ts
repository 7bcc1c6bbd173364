import {expect, test} from 'vitest'
import {configOf, findingsOf} from './config-text.ts'

test('one path or remote may stand without a list', () => {
  const {arms} = configOf('arms: [{name: a, path: /a, paths: [/b], remote: h/o/r, remotes: [h/o/*]}]').config
  expect(arms).toEqual([{name: 'a', paths: ['/a', '/b'], remotes: ['h/o/r', 'h/o/*']}])
})

test.each(['/srv/x', '~', '~/x', '~\\x', '*/x', '**/x', 'C:\\x', 'd:/x', '\\\\server\\share'])(
  '%s can be the path of an arm',
  (path) => {
    expect(configOf(`arms: [{name: a, path: '${path}'}]`)).toMatchObject({
      config: {arms: [{paths: [path]}]},
      findings: [],
    })
  },
)

test.each(['x', './x', '../x', '~user/x', 'C:x'])('%s cannot: nobody knows where it begins', (path) => {
  expect(configOf(`arms: [{name: a, path: '${path}', remote: h/o/r}]`)).toMatchObject({
    config: {arms: [{name: 'a', paths: [], remotes: ['h/o/r']}]},
    findings: [{code: 'VALUE_UNEXPECTED', where: 'arms[0].path'}],
  })
})

test('an arm without a name, with an empty one, or with nothing to match is left out', () => {
  expect(findingsOf('arms:\n- path: /a\n- {name: "", path: /a}\n- name: b\n- {name: c, paths: []}\n- {}')).toEqual([
    '2:3 arms[0] KEY_MISSING',
    '3:10 arms[1].name VALUE_UNEXPECTED',
    '4:3 arms[2] KEY_MISSING',
    '6:3 arms[4] KEY_MISSING',
    '6:3 arms[4] KEY_MISSING',
  ])
  expect(configOf('arms: [{path: /a}, {name: b}, {name: c, paths: []}]').config.arms).toEqual([])
})

test('arms that are no list are one finding', () => {
  expect(findingsOf('arms: {client-x: /srv/x}')).toEqual(['1:7 arms VALUE_UNEXPECTED'])
})

test('the first of two arms with one name is in force, and the second says where the first stands', () => {
  const {config, findings} = configOf('arms:\n- {name: a, path: /a}\n- {name: a, path: /b}')
  expect(config.arms).toEqual([{name: 'a', paths: ['/a'], remotes: []}])
  expect(findings[0]).toMatchObject({code: 'NAME_DUPLICATE', line: 3, facts: {name: 'a', firstLine: 2}})
})
