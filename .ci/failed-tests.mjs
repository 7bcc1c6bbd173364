// Prints the failed tests of Vitest's JSON results, the first lines of each failure: node failed-tests.mjs FILE...
// JavaScript, so that any Node runs it.
import {readFileSync} from 'node:fs'

for (const file of process.argv.slice(2)) {
  const {testResults} = JSON.parse(readFileSync(file, 'utf8'))
  for (const {name, message, assertionResults} of testResults) {
    const failed = assertionResults.filter(({status}) => status === 'failed')
    if (failed.length === 0 && message) console.log(`FAILED: ${name}\n${message}`)
    for (const {fullName, failureMessages} of failed) {
      const lines = failureMessages.join('\n').split('\n').slice(0, 40)
      console.log(`FAILED: ${name}: ${fullName}\n${lines.join('\n')}`)
    }
  }
}
