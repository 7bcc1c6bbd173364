import type {Attribution} from '../attribution/attribution.ts'

/** The part of an attribution that says what kind of call it is. */
export type CallKind = Pick<Attribution, 'plugin' | 'subPlugin' | 'skills' | 'agent' | 'role' | 'model' | 'kind'>

/**
 * The keys that a call is judged by, from the narrowest to the broadest: its attribution tuple; its model, on the main
 * thread or in subagents; its model; everything. Session, project and branch are no part of them: a key must last.
 *
 * @param call - Attribution of the call.
 * @returns Four keys; those of different breadth never collide.
 */
export function callKeys(call: CallKind): [tuple: string, side: string, model: string, all: string] {
  const {plugin, subPlugin, skills, agent, role, model, kind} = call
  const side = agent === 'main' ? 'main' : 'subagent'
  return [
    JSON.stringify([plugin, subPlugin, skills.join('+'), agent, role, model, kind]),
    `${model}, ${side}`,
    `${model}`,
    'everything',
  ]
}

const PARTS = ['plugin', 'subPlugin', 'skill', 'agent', 'role', 'model', 'kind'] as const

/**
 * A narrow key taken apart again, for people and scripts.
 *
 * @param key - The first of `callKeys`, or any other text.
 * @returns Name and value of the parts that have a value; for any other text, `{of: text}`.
 */
export function keyParts(key: string): Record<string, string> {
  if (!key.startsWith('[')) return {of: key}
  const values: unknown[] = Object.values(JSON.parse(key))
  const parts: Record<string, string> = {}
  PARTS.forEach((name, index) => {
    const value = values[index]
    if (typeof value === 'string' && value !== '') parts[name] = value
  })
  return parts
}
