/** How a kind of resource is acquired, and what counts as letting go of its handle. One row serves every rule about it. */
export interface ResourcePair {
  /** As a message calls it. */
  readonly noun: string
  /** Functions whose result is the handle: the host's own globals, or imported from one of `modules`. */
  readonly acquire: ReadonlySet<string>
  readonly modules: ReadonlySet<string>
  /** Functions that end it when they are given the handle: `clearInterval(t)`. */
  readonly releaseFunctions: ReadonlySet<string>
  /** Methods of the handle that end it: `t.close()`, `subscription.unsubscribe()`. */
  readonly releaseMethods: ReadonlySet<string>
  /** Functions that leave it running, but not in the way of the process's end; others are told by their names. */
  readonly relaxFunctions: ReadonlySet<string>
  /** Methods of the handle that leave it running, but not in the way of the process's end: `t.unref()`. */
  readonly relaxMethods: ReadonlySet<string>
  /** Methods that return the handle itself, so that a chain goes on. */
  readonly fluentMethods: ReadonlySet<string>
  /** Is the handle itself the function that ends it, as in `const stop = watch(path)`? */
  readonly isCallable: boolean
  /** Does it end by itself when it fires, as a timeout does? Then a release in its own callback comes too late, and so does one that only an abort brings. */
  readonly isOneShot: boolean
  /** Is it a text or number, so that an element that shows it takes no duty over: `<img src={url} />`? */
  readonly isValue?: boolean
}

export const INTERVAL: ResourcePair = {
  noun: 'interval',
  acquire: new Set(['setInterval']),
  modules: new Set(['timers', 'node:timers']),
  // Hosts keep timeouts and intervals in one table, so either function ends either.
  releaseFunctions: new Set(['clearInterval', 'clearTimeout']),
  releaseMethods: new Set(['close', 'dispose']),
  relaxFunctions: new Set(['unrefTimer']),
  relaxMethods: new Set(['unref']),
  fluentMethods: new Set(['ref', 'unref', 'refresh']),
  isCallable: false,
  isOneShot: false,
}

export const TIMEOUT: ResourcePair = {
  noun: 'timeout',
  acquire: new Set(['setTimeout']),
  modules: new Set(['timers', 'node:timers']),
  releaseFunctions: new Set(['clearTimeout', 'clearInterval']),
  releaseMethods: new Set(['close', 'dispose']),
  relaxFunctions: new Set(['unrefTimer']),
  relaxMethods: new Set(['unref']),
  fluentMethods: new Set(['ref', 'unref', 'refresh']),
  isCallable: false,
  isOneShot: true,
}

/** What ends a subscription: a function to call, or an object with one of these methods. */
export const SUBSCRIPTION: ResourcePair = {
  noun: 'subscription',
  acquire: new Set(),
  modules: new Set(),
  releaseFunctions: new Set(['clearSubscription', 'unsubscribe']),
  releaseMethods: new Set(['unsubscribe', 'dispose', 'remove', 'off', 'cancel', 'stop', 'close', 'destroy', 'unwatch', 'end', 'return', 'abort', 'complete']),
  relaxFunctions: new Set(),
  relaxMethods: new Set(),
  fluentMethods: new Set(),
  isCallable: true,
  isOneShot: false,
}

/** The same where the result is an object at most, and never a function, as that of `addEventListener` is. */
export const SUBSCRIPTION_OBJECT: ResourcePair = { ...SUBSCRIPTION, isCallable: false }

/** A channel of a server's client: it stays open until it is unsubscribed or its client removes it. */
export const CHANNEL: ResourcePair = {
  ...SUBSCRIPTION_OBJECT,
  noun: 'channel',
  releaseFunctions: new Set(['removeChannel', 'removeAllChannels']),
  fluentMethods: new Set(['on', 'subscribe']),
}

/** `new ResizeObserver(…)`: it observes until it is disconnected, or no longer observes anything. */
export const OBSERVER: ResourcePair = {
  noun: 'observer',
  acquire: new Set(),
  modules: new Set(),
  releaseFunctions: new Set(),
  releaseMethods: new Set(['disconnect', 'unobserve']),
  relaxFunctions: new Set(),
  relaxMethods: new Set(),
  fluentMethods: new Set(),
  isCallable: false,
  isOneShot: false,
}

/** `new AbortController()`, whose signal ends listeners. */
export const CONTROLLER: ResourcePair = {
  noun: 'controller',
  acquire: new Set(),
  modules: new Set(),
  releaseFunctions: new Set(),
  releaseMethods: new Set(['abort']),
  relaxFunctions: new Set(),
  relaxMethods: new Set(),
  fluentMethods: new Set(),
  isCallable: false,
  isOneShot: false,
}

/** The global objects that carry the host's own functions: `window.setInterval`. */
export const GLOBAL_OBJECTS: ReadonlySet<string> = new Set(['window', 'globalThis', 'self', 'global'])
