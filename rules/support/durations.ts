/** How long something lasts, in words: `for up to 30 s`; `until it fires` when nobody knows. */
export function inTime(milliseconds: number | null): string {
  return milliseconds === null ? 'until it fires' : `for up to ${duration(milliseconds)}`
}

/** `800 ms`, `30 s`, `5 minutes`, `2 hours` */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${milliseconds} ms`
  if (milliseconds < 120_000) return `${round(milliseconds / 1000)} s`
  if (milliseconds < 7_200_000) return `${round(milliseconds / 60_000)} minutes`
  return `${round(milliseconds / 3_600_000)} hours`
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10)
}
