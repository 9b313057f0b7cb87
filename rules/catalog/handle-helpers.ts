import { words } from '../ast/names.ts'

const RELEASES = new Set(['clear', 'stop', 'cancel', 'dispose', 'destroy', 'release', 'teardown', 'cleanup', 'clean', 'kill', 'remove', 'end', 'close', 'unsubscribe', 'off'])

/** Does a function of this name, seen from outside, end the handle it is given: `stopTimer(t)`, `safeClearInterval(t)`? */
export function isReleaseName(name: string): boolean {
  return words(name).slice(0, 2).some((word) => RELEASES.has(word))
}

/** Does a function of this name take the handle out of the process's way: `unrefTimer(t)`, `maybeUnref(t)`, `Deno.unrefTimer(t)`? */
export function isRelaxName(name: string, relaxMethods: ReadonlySet<string>): boolean {
  return words(name).some((word) => relaxMethods.has(word))
}

const READS = new Set(['is', 'has', 'assert', 'expect', 'log', 'debug', 'info', 'warn', 'error', 'boolean', 'string', 'number', 'includes', 'index', 'delete', 'inspect', 'stringify', 'println', 'print'])

/** Does a function of this name only look at what it is given: `Boolean(t)`, `console.log(t)`, `expect(t)`, `timers.delete(t)`? */
export function isReadOnlyName(name: string): boolean {
  return READS.has(words(name)[0] ?? '')
}

const PROTOCOL = new Set(['constructor', 'dispose', 'close', 'destroy', 'disconnect', 'terminate', 'end', 'return', 'unsubscribe', 'abort', 'deactivate', 'teardown', 'shutdown', 'cleanup', 'unmount'])

/** Is this the name of a method that hosts and libraries call on whatever has it, so that no caller need be seen: `dispose`, `close`, `onModuleDestroy`, `componentWillUnmount`? */
export function isProtocolName(name: string): boolean {
  return words(name).some((word) => PROTOCOL.has(word)) || /^(?:on|ng|before|after|component|handle)[A-Z]/.test(name) || /ed(?:Callback)?$/.test(name)
}
