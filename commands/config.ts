import {BaseCommand} from '../src/cli/base-command.ts'
import {showConfig} from '../src/app/show-config.ts'
import {configAsJson, configAsText} from '../src/render/config.ts'

export default class Config extends BaseCommand {
  static override summary = 'Show what is in force and where each value comes from.'
  static override examples = ['<%= config.bin %> <%= command.id %>', '<%= config.bin %> <%= command.id %> --json']

  async run() {
    await this.parse(Config)
    return this.finish(showConfig(this.ports), {table: configAsText, json: configAsJson})
  }
}
