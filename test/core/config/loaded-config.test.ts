import {expect, test} from 'vitest'
import {NO_CONFIG_FILE} from '../../../src/core/config/loaded-config.ts'
import {configOf} from './config-text.ts'

test('no file amounts to an empty one', () => {
  const {config, findings} = configOf('')
  expect(NO_CONFIG_FILE).toEqual({config, findings, places: new Map(), source: null, fingerprint: ''})
})
