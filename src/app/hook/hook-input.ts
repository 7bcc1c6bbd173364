import {withoutByteOrderMark} from '../../core/settings/byte-order-mark.ts'
import {isJsonObject, nonEmptyString} from '../../core/log/json-value.ts'
import type {CallPlace} from '../ports/gate.ts'

/** What pech reads of the JSON that Claude Code hands to a hook. */
export interface HookInput {
  readonly event: string | null
  readonly transcript: string | null
  readonly place: CallPlace
  readonly agentId: string | null
  /** What the tool call asks for: the skill that it fires. */
  readonly firedSkill: string | null
}

/**
 * Reads a hook's stdin; a byte order mark, as PowerShell writes one, is no part of it.
 *
 * @returns null when it is no JSON object.
 */
export function parseHookInput(text: string): HookInput | null {
  let parsed: unknown
  try {
    parsed = JSON.parse(withoutByteOrderMark(text))
  } catch {
    return null
  }
  if (!isJsonObject(parsed)) return null
  const input = isJsonObject(parsed['tool_input']) ? parsed['tool_input'] : {}
  const workspace = isJsonObject(parsed['workspace']) ? parsed['workspace'] : {}
  return {
    event: nonEmptyString(parsed['hook_event_name']),
    transcript: nonEmptyString(parsed['transcript_path']),
    place: {
      session: nonEmptyString(parsed['session_id']),
      cwd: nonEmptyString(parsed['cwd']) ?? nonEmptyString(workspace['current_dir']),
      agent: nonEmptyString(parsed['agent_type']),
      tool: nonEmptyString(parsed['tool_name']),
      prompt: nonEmptyString(parsed['prompt_id']),
    },
    agentId: nonEmptyString(parsed['agent_id']),
    firedSkill: parsed['tool_name'] === 'Skill' ? nonEmptyString(input['skill']) : null,
  }
}
