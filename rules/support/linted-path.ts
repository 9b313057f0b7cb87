import { isAbsolute, resolve } from 'node:path'

/** Where the linted file lies. A file that is only a text has its neighbours where the linter was started. */
export function pathOfLinted(context: { readonly cwd: string; readonly filename: string; readonly physicalFilename: string }): string {
  const path = context.physicalFilename || context.filename
  return isAbsolute(path) && !path.includes('..') ? path : resolve(context.cwd, path)
}
