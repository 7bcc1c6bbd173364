import {Flags} from '@oclif/core'
import {showConfig, showConfigExample} from '../src/app/config/show-config.ts'
import {BaseCommand} from '../src/cli/base-command.ts'
import {configExampleAsJson, configExampleAsText} from '../src/render/config-example.ts'
import {configAsJson, configAsText} from '../src/render/config.ts'

export default class Config extends BaseCommand {
  static override summary = 'Show what is in force and where each value comes from.'
  static override description = 'Exits 1 when a setting is not understood.'
  static override flags = {
    example: Flags.boolean({description: 'Print a config.yaml to begin with, every setting explained.'}),
  }
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --json',
    '<%= config.bin %> <%= command.id %> --example > config.yaml',
  ]

  async run() {
    const {flags} = await this.parse(Config)
    if (flags.example) {
      return this.finish(showConfigExample(this.ports), {table: configExampleAsText, json: configExampleAsJson})
    }
    return this.finish(showConfig(this.ports), {table: configAsText, json: configAsJson})
  }
}
