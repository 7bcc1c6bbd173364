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
    set -l found (pech completion --values words -- $typed[2..-1] 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\\n' $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c pech -f -a '(__pech_words)'
`,
  powershell: `# pech completion for PowerShell: pech completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName pech -ScriptBlock {
  param($word, $line, $cursor)
  $typed = @($line.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString().Trim('"', "'") })
  if ($word -eq '') { $typed += '""' }
  pech completion --values words -- @typed 2>$null | ForEach-Object {
    $text = if ($_ -match '[^\\w./:=-]') { "'" + $_.Replace("'", "''") + "'" } else { $_ }
    [System.Management.Automation.CompletionResult]::new($text, $_, 'ParameterValue', $_)
  }
}
`,
}
