import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../src/cli/base-command.ts'
import {runCompletion} from '../src/cli/run-completion.ts'

export default class Completion extends BaseCommand {
  static override group = 'Plumbing' as const
  static override summary = 'The script that teaches a shell to complete pech: bash, zsh, fish or powershell.'
  static override examples = [
    {description: 'For this shell:', command: 'eval "$(<%= config.bin %> <%= command.id %> bash)"'},
    '<%= config.bin %> <%= command.id %> fish > ~/.config/fish/completions/pech.fish',
  ]
  static override strict = false
  static override args = {shell: Args.string({description: 'bash, zsh, fish or powershell.'})}
  static override flags = {
    values: Flags.string({description: 'Print words for a shell instead.', helpValue: 'KIND', hidden: true}),
  }

  async run() {
    const {flags, argv} = await this.parse(Completion)
    // what is typed may itself be `--`, of which parsing leaves nothing
    const typed = flags.values === undefined ? argv.map(String) : this.argv.slice(this.argv.indexOf('--') + 1)
    return runCompletion(this.ports, flags.values, typed, this.commonFlags)
  }
}
