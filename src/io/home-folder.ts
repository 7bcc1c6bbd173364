/**
 * The user's home folder, as `os.homedir` says it; that module is loaded only where the environment does not say.
 */
export function homeFolder(env: Readonly<Record<string, string | undefined>>): string {
  const said = process.platform === 'win32' ? undefined : env['HOME']
  return said || process.getBuiltinModule('node:os').homedir()
}
