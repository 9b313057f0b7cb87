/** Tells how far a scan is, to a person who waits. */
export interface Progress {
  readonly advance: (files: number) => void
  /** Wipes the line: what comes next starts clean. */
  readonly end: () => void
}

/** What is written to, as far as it is needed. */
export interface Terminal {
  readonly isTTY?: boolean
  write(text: string): unknown
}

const WIPE = '\r\u001B[2K'
const MS_BETWEEN = 80

/** One line that is written over; nothing where nobody watches: a pipe, a file, CI. */
export function showProgress(terminal: Terminal, total: number, now: () => number = () => performance.now()): Progress {
  if (terminal.isTTY !== true) return { advance: () => undefined, end: () => undefined }
  let done = 0
  let shownAt = Number.NEGATIVE_INFINITY
  const show = (): void => {
    shownAt = now()
    const share = total === 0 ? 100 : Math.floor((100 * done) / total)
    terminal.write(`${WIPE}Looking for leaks: ${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} files, ${String(share)}%`)
  }
  show()
  return {
    advance: (files) => {
      done = Math.min(total, done + files)
      if (now() - shownAt >= MS_BETWEEN) show()
    },
    end: () => {
      terminal.write(WIPE)
    },
  }
}
