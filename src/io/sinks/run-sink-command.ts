import {spawn} from 'node:child_process'
import type {Sink} from '../../core/config/config.ts'
import type {Delivery} from '../../core/sinks/delivery.ts'

type CommandSink = Extract<Sink, {type: 'command'}>

/**
 * Starts a sink's program, without a shell, and gives it the event on stdin. Exit code 0 is a delivery. What it prints
 * goes nowhere; a program that takes too long is ended.
 */
export function runSinkCommand({command, timeoutSeconds}: CommandSink, input: string): Promise<Delivery> {
  const [program = '', ...args] = command
  return new Promise((resolve) => {
    const child = spawn(program, args, {stdio: ['pipe', 'ignore', 'ignore'], windowsHide: true})
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      resolve({kind: 'failed', reason: 'timeout'})
    }, timeoutSeconds * 1000)
    child.on('error', (error) => {
      clearTimeout(timer)
      resolve({kind: 'failed', reason: 'code' in error ? String(error.code) : 'cannot be started'})
    })
    child.on('exit', (code, signal) => {
      clearTimeout(timer)
      resolve(code === 0 ? {kind: 'delivered'} : {kind: 'failed', reason: `exit ${code ?? signal}`})
    })
    // A program that does not read its input is no error.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}
