/** Reference material that lies beside the repository on some machines. Tests that use it are skipped where it is absent. */
export const sharedFolder = new URL('../../shared/', import.meta.url)
