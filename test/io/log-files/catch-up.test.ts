import {appendFileSync, mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {openLedger} from '../../../src/io/ledger/open-ledger.ts'
import {catchUp} from '../../../src/io/log-files/catch-up.ts'
import {freshHome} from '../../run-pech.ts'

const TALK = `${JSON.stringify({type: 'user', sessionId: 's', message: {role: 'user', content: 'hello'}})}\n`
const CALL = `${JSON.stringify({type: 'assistant', sessionId: 's', message: {id: 'm', usage: {input_tokens: 1}}})}\n`

function world() {
  const home = freshHome()
  const {database} = openLedger(join(home, 'ledger.db'), {busyTimeoutMs: 1000})
  const transcript = join(home, 's.jsonl')
  const lookFor = (wanted: 'calls' | 'everything') => {
    const read: string[] = []
    const found = catchUp(database, {transcript, wanted}, (files) => {
      read.push(...files.map(({path}) => path))
      return 1
    })
    return {found, read}
  }
  return {home, transcript, lookFor}
}

test('talk without a call is left for the next time when calls are wanted, and read when everything is', () => {
  const {transcript, lookFor} = world()
  writeFileSync(transcript, TALK)
  expect(lookFor('calls')).toEqual({found: {bytes: 0, calls: 0, left: false}, read: []})
  expect(lookFor('everything')).toEqual({found: {bytes: TALK.length, calls: 1, left: false}, read: [transcript]})
  appendFileSync(transcript, CALL)
  const bytes = TALK.length + CALL.length
  expect(lookFor('calls')).toEqual({found: {bytes, calls: 1, left: false}, read: [transcript]})
})

test('a call of a subagent is one of the session’s', () => {
  const {home, transcript, lookFor} = world()
  const subagent = join(home, 's', 'subagents', 'agent-a.jsonl')
  mkdirSync(join(home, 's', 'subagents'), {recursive: true})
  writeFileSync(transcript, TALK)
  writeFileSync(subagent, TALK)
  expect(lookFor('calls').read).toEqual([])
  appendFileSync(subagent, CALL)
  expect(lookFor('calls').read).toEqual([transcript, subagent])
})

test('much is read without being looked through first', () => {
  const {transcript, lookFor} = world()
  writeFileSync(transcript, TALK.repeat(10_000))
  expect(lookFor('calls').read).toEqual([transcript])
})
