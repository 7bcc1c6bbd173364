/** Commands that Claude Code itself brings, between spaces: they set no skill. */
const BUILT_IN =
  ' add-dir agents allowed-tools app approved-tools autocompact bashes btw bug checkpoint clear color compact config ' +
  'context continue copy cost desktop diff doctor effort exit export extra-usage fast feedback files fork branch ' +
  'help hooks ide init init-verifiers insights install install-github-app install-slack-app keybindings login logout ' +
  'loop-status mcp memory migrate-installer mobile model new output-style passes permissions plan plugin plugins ' +
  'powerup pr-comments privacy-settings quit rate-limit-options release-notes reload-plugins remote-control remote-env rename ' +
  'reset resume review rewind sandbox schedule-status security-review settings share skills stats status statusline stickers tag tasks ' +
  'teleport terminal-setup theme think-back thinkback todos undo upgrade usage vim voice web-setup '

/**
 * The skill that a user's slash command stands for.
 *
 * @param text - Text of a user line.
 * @returns undefined when the line is no slash command; null for a built-in one; else the name without its slash.
 */
export function slashCommandSkill(text: string): string | null | undefined {
  if (!text.includes('<command-name>')) return undefined
  const match = /<command-name>\s*\/?([^<\s]*)\s*<\/command-name>/.exec(text)
  if (match === null || !text.trimStart().startsWith('<command-')) return undefined
  const name = match[1]!
  return name === '' || BUILT_IN.includes(` ${name} `) ? null : name
}
