const FREQUENT = new Set(['data', 'message', 'packet', 'input', 'change', 'click', 'keydown', 'keyup', 'mousemove', 'pointermove', 'scroll', 'resize', 'update', 'progress', 'request'])

/** Does an event of this name come many times in the life of its emitter, as `data` does and `open` does not? */
export function isFrequentEvent(event: string): boolean {
  return FREQUENT.has(event)
}
