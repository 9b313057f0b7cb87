import { existsSync } from 'node:fs'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']

/** A Chromium of the system; `CHROMIUM` names another. `.ci/run` installs Debian's. */
export function findChromium(): string {
  const found = [process.env['CHROMIUM'], ...PLACES].find((path) => path !== undefined && existsSync(path))
  if (found === undefined) throw new Error('The report is tested in Chromium, and there is none: install it, or say where it is by CHROMIUM.')
  return found
}
