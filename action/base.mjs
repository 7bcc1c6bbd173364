// Finds the snapshot to compare with: a file, or the artifact of the base branch's last run. To have none is no fault.
import {existsSync, writeFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {annotate, event, fail, github, input, repositoryPath, required, setOutput} from './workflow.mjs'
import {readFromZip} from './zip.mjs'

const file = input('BASE')
const artifact = input('ARTIFACT')
try {
  if (file !== '') useFile(resolve(file))
  else if (artifact !== '') await download(artifact)
  else setOutput('file', '')
} catch (error) {
  fail(`the base snapshot could not be fetched: ${error.message}`)
}

function useFile(path) {
  if (existsSync(path)) setOutput('file', path)
  else fail(`there is no such snapshot: ${path}`)
}

async function download(name) {
  const branch = input('BRANCH') || event().pull_request?.base?.ref || event().repository?.default_branch || 'main'
  const query = new URLSearchParams({name, per_page: '100'})
  const {artifacts} = await (await github(`${repositoryPath()}/actions/artifacts?${query}`)).json()
  const newest = artifacts
    .filter(({expired, workflow_run: run}) => !expired && run?.head_branch === branch)
    .toSorted((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at))[0]
  if (newest === undefined) {
    annotate('notice', `No artifact ${name} of ${branch} yet: there is nothing to compare with.`)
    return setOutput('file', '')
  }
  const response = await github(`${repositoryPath()}/actions/artifacts/${Number(newest.id)}/zip`)
  const snapshot = readFromZip(Buffer.from(await response.arrayBuffer()), '.json')
  if (snapshot === null) throw new Error(`the artifact ${name} holds no JSON file`)
  const path = join(required('RUNNER_TEMP'), 'pech-base.json')
  writeFileSync(path, snapshot)
  setOutput('file', path)
}
