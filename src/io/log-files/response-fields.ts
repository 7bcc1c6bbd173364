/** Wanted members, by the object that they stand in, and the fields in which the scanner notes their values. */
export const LINE = {
  message: 0,
  forkedFrom: 1,
  type: 2,
  uuid: 3,
  parentUuid: 4,
  isSidechain: 5,
  requestId: 6,
  costUSD: 7,
  timestamp: 8,
  promptId: 9,
  sessionId: 10,
  cwd: 11,
  gitBranch: 12,
  version: 13,
  entrypoint: 14,
  agentId: 15,
  attributionAgent: 16,
  attributionSkill: 17,
  attributionPlugin: 18,
} as const

export const MESSAGE = {
  content: 19,
  usage: 20,
  id: 21,
  model: 22,
  stop_reason: 23,
} as const

export const USAGE = {
  cache_creation: 24,
  server_tool_use: 25,
  input_tokens: 26,
  output_tokens: 27,
  cache_read_input_tokens: 28,
  cache_creation_input_tokens: 29,
  iterations: 30,
  speed: 31,
  service_tier: 32,
  inference_geo: 33,
} as const

export const CACHE_CREATION = {
  ephemeral_5m_input_tokens: 34,
  ephemeral_1h_input_tokens: 35,
} as const

export const SERVER_TOOLS = {
  web_search_requests: 36,
} as const

export const BLOCK = {
  type: 37,
  id: 38,
  name: 39,
  input: 40,
  text: 41,
  thinking: 42,
} as const

/** All of them, in the order in which the scanner counts objects. */
export const LEVELS = [LINE, MESSAGE, USAGE, CACHE_CREATION, SERVER_TOOLS, BLOCK]

/** So many fields there are. */
export const FIELD_COUNT = 43
