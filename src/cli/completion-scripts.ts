import type {SHELLS} from './completion-words.ts'

/** What sets completion up, by shell. The words come from `pech completion --values words`. */
export const completionScripts: Readonly<Record<(typeof SHELLS)[number], string>> = {
  bash: `# pech completion for bash: eval "$(pech completion bash)"
_pech() {
  local line quoted
  COMPREPLY=()
  while IFS= read -r line; do
    printf -v quoted '%q' "$line"
    COMPREPLY+=("$quoted")
  done < <(pech completion --values words -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _pech pech
`,
  zsh: `#compdef pech
# pech completion for zsh: eval "$(pech completion zsh)"
_pech() {
  local -a found
  found=("\${(@f)$(pech completion --values words -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  [[ -n "$found[1]" ]] && compadd -- "\${found[@]}" || _files
}
compdef _pech pech
`,
  fish: `# pech completion for fish: pech completion fish | source
function __pech_words
    set -l typed (commandline -opc) (commandline -ct)
    pech completion --values words -- $typed[2..-1] 2>/dev/null
end
complete -c pech -a '(__pech_words)'
`,
  powershell: `# pech completion for PowerShell: pech completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName pech -ScriptBlock {
  param($word, $line, $cursor)
  $typed = @($line.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
  if ($word -eq '') { $typed += '' }
  pech completion --values words -- @typed 2>$null | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`,
}
