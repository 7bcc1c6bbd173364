// Puts the comparison on the pull request, as often and in the way that was asked for.
import {readFileSync} from 'node:fs'
import {annotate, ApiError, event, fail, github, input, repositoryPath, setOutput} from './workflow.mjs'

const MODES = ['update', 'new', 'hide-and-new', 'delete-and-new', 'off']
/** Who may have written a comment that is taken for ours: a stranger could copy the hidden tag. */
const TRUSTED = new Set(['OWNER', 'MEMBER', 'COLLABORATOR'])

const mode = input('MODE')
const file = input('FILE')
const number = pullRequest()
if (!MODES.includes(mode)) fail(`comment is ${mode}, expected one of ${MODES.join(', ')}`)
else if (mode !== 'off' && file !== '' && number !== null) await comment(readFileSync(file, 'utf8'))

async function comment(body) {
  const comments = `${repositoryPath()}/issues/${number}/comments`
  try {
    const own = await ownComments(comments, body.split('\n', 1)[0])
    const isSilent = input('ONLY_ON_CHANGE') === 'true' && input('CHANGED') !== 'true'
    const last = own.at(-1)
    if (isSilent && last === undefined) return
    if ((mode === 'update' || isSilent) && last !== undefined) {
      return done(
        await github(`${repositoryPath()}/issues/comments/${Number(last.id)}`, {method: 'PATCH', body: {body}}),
      )
    }
    if (mode === 'hide-and-new') for (const {node_id: id} of own) await hide(id)
    if (mode === 'delete-and-new') {
      for (const {id} of own) await github(`${repositoryPath()}/issues/comments/${Number(id)}`, {method: 'DELETE'})
    }
    await done(await github(comments, {method: 'POST', body: {body}}))
  } catch (error) {
    // Pull requests from forks have a token that may only read: the summary has the same words.
    const hint =
      error instanceof ApiError && [401, 403, 404].includes(error.status)
        ? ' (does the token have pull-requests: write?)'
        : ''
    annotate('warning', `The comment could not be written: ${error.message}${hint}`)
  }
}

async function ownComments(path, tag) {
  const own = []
  for (let page = 1; ; page++) {
    const comments = await (await github(`${path}?per_page=100&page=${page}`)).json()
    for (const one of comments) {
      const isTrusted = one.user?.type === 'Bot' || TRUSTED.has(one.author_association)
      if (isTrusted && String(one.body).startsWith(tag)) own.push(one)
    }
    if (comments.length < 100) return own
  }
}

async function hide(id) {
  const query =
    'mutation($id: ID!) { minimizeComment(input: {subjectId: $id, classifier: OUTDATED}) { clientMutationId } }'
  const url = process.env.GITHUB_GRAPHQL_URL ?? 'https://api.github.com/graphql'
  await github(url, {method: 'POST', body: {query, variables: {id}}})
}

async function done(response) {
  const {html_url: url} = await response.json()
  setOutput('comment-url', String(url))
}

function pullRequest() {
  const given = input('PULL_REQUEST') || String(event().pull_request?.number ?? '')
  return /^[1-9]\d{0,9}$/.test(given) ? given : null
}
