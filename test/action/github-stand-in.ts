import {createServer, type Server} from 'node:http'
import {once} from 'node:events'

/** A comment as GitHub's API tells it. */
export interface StoredComment {
  readonly id: number
  readonly node_id: string
  body: string
  readonly user: {readonly type: string; readonly login: string}
  readonly author_association: string
  hidden: boolean
}

/** What GitHub's API is asked for by the action, on this machine. */
export interface GithubStandIn {
  readonly env: Readonly<Record<string, string>>
  readonly comments: StoredComment[]
  readonly requests: string[]
  /** Answered to every request when set. */
  status: number | null
  artifacts: object[]
  archive: Buffer
  close(): Promise<void>
}

/** Starts the stand-in on a free port of the loopback interface. */
export async function startGithub(): Promise<GithubStandIn> {
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (part: Buffer) => (text += part.toString()))
    request.on('end', () => {
      github.requests.push(`${request.method} ${request.url}`)
      const isKnown = request.headers.authorization === 'Bearer job-token'
      const {status, body} = isKnown
        ? answer(github, request.method ?? '', request.url ?? '', text)
        : {status: 401, body: {}}
      response.writeHead(status, {'content-type': 'application/json'})
      response.end(Buffer.isBuffer(body) ? body : status === 204 ? undefined : JSON.stringify(body))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${portOf(server)}`
  const github: GithubStandIn = {
    env: {GITHUB_API_URL: url, GITHUB_GRAPHQL_URL: `${url}/graphql`},
    comments: [],
    requests: [],
    status: null,
    artifacts: [],
    archive: Buffer.alloc(0),
    close: async () => {
      server.close()
      await once(server, 'close')
    },
  }
  return github
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}

function answer(github: GithubStandIn, method: string, url: string, text: string): {status: number; body: unknown} {
  if (github.status !== null) return {status: github.status, body: {}}
  const {pathname, searchParams} = new URL(url, 'http://x')
  const one = /^\/repos\/mira\/harbor\/issues\/comments\/(\d+)$/.exec(pathname)
  if (one) return changeOne(github, Number(one[1]), method, text)
  if (pathname === '/repos/mira/harbor/issues/7/comments') {
    if (method === 'POST') return {status: 201, body: shown(store(github, JSON.parse(text).body))}
    const page = Number(searchParams.get('page'))
    return {status: 200, body: github.comments.slice((page - 1) * 100, page * 100)}
  }
  if (pathname === '/graphql') {
    const hidden = github.comments.find(({node_id: id}) => id === JSON.parse(text).variables.id)
    if (hidden) hidden.hidden = true
    return {status: 200, body: {data: {}}}
  }
  if (pathname === '/repos/mira/harbor/actions/artifacts') return {status: 200, body: {artifacts: github.artifacts}}
  if (pathname === '/repos/mira/harbor/actions/artifacts/5/zip') return {status: 200, body: github.archive}
  return {status: 404, body: {}}
}

function changeOne(github: GithubStandIn, id: number, method: string, text: string): {status: number; body: unknown} {
  const index = github.comments.findIndex((comment) => comment.id === id)
  const comment = github.comments[index]
  if (comment === undefined) return {status: 404, body: {}}
  if (method === 'DELETE') {
    github.comments.splice(index, 1)
    return {status: 204, body: {}}
  }
  comment.body = JSON.parse(text).body
  return {status: 200, body: shown(comment)}
}

/** Adds a comment by the bot. */
export function store(github: GithubStandIn, body: string, by: Partial<StoredComment> = {}): StoredComment {
  const id = github.comments.length + 1
  const user = {type: 'Bot', login: 'github-actions[bot]'}
  const comment = {id, node_id: `node-${id}`, body, user, author_association: 'NONE', hidden: false, ...by}
  github.comments.push(comment)
  return comment
}

function shown(comment: StoredComment): object {
  return {...comment, html_url: `https://github.com/mira/harbor/pull/7#issuecomment-${comment.id}`}
}
