import {spawn} from 'node:child_process'
import {tmpdir} from 'node:os'

/** What the program printed, or why it printed nothing that counts. */
export type ClaudeAnswer =
  {readonly kind: 'answered'; readonly output: string} | {readonly kind: 'failed'; readonly reason: string}

/** One turn without tools' results: a question about figures needs none. */
const ARGUMENTS = ['-p', '--output-format', 'json', '--max-turns', '1']

const MOST_BYTES = 1_000_000

/**
 * Asks the user's own `claude`, found on the PATH and started without a shell, in a folder that tells it nothing. The
 * question goes in on stdin: it stands in no list of processes. A program that takes too long is ended.
 */
export function askClaude(question: string, timeoutMs: number): Promise<ClaudeAnswer> {
  return new Promise((resolve) => {
    const child = spawn('claude', ARGUMENTS, {
      cwd: tmpdir(),
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
    })
    const chunks: Buffer[] = []
    let size = 0
    const end = (answer: ClaudeAnswer) => {
      clearTimeout(timer)
      child.kill('SIGKILL')
      child.stdout.destroy()
      child.unref()
      resolve(answer)
    }
    const timer = setTimeout(() => {
      end({kind: 'failed', reason: `no answer within ${Math.ceil(timeoutMs / 1000)} s`})
    }, timeoutMs)
    child.on('error', (error) => {
      const isMissing = 'code' in error && error.code === 'ENOENT'
      end({kind: 'failed', reason: isMissing ? 'there is no claude on the PATH' : error.message})
    })
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > MOST_BYTES) end({kind: 'failed', reason: 'its answer is too long'})
      else chunks.push(chunk)
    })
    child.on('close', (code, signal) => {
      const output = Buffer.concat(chunks).toString('utf8')
      if (output === '' && code !== 0) end({kind: 'failed', reason: `it ended with ${code ?? signal}`})
      else end({kind: 'answered', output})
    })
    // A program that does not read its input is no error of its own.
    child.stdin.on('error', () => {})
    child.stdin.end(question)
  })
}
