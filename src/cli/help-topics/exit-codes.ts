export const exitCodes = `pech has three exit codes, one meaning each, in every command, with or without
--json:

  0  the answer is yes, or the work is done
  1  pech could not do it, or could not judge: usage, configuration, data,
     missing prices where they decide
  2  the gate says no: a hard stop, a regression, an alert limit passed

Claude Code blocks a tool call on 2 and lets it through on 1, so a fault of
pech never stops anyone's work.

Log lines that cannot be counted do not change the code: they are counted on
stderr. --strict turns a 0 with such problems into a 1.
`
