/** Functions that call their callback and drop what it returns. */
const DROPPERS = new Set([
  'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'nextTick', 'requestAnimationFrame', 'requestIdleCallback', 'Promise', 'forEach', 'on', 'once', 'addListener', 'addEventListener', 'prependListener', 'listen', 'subscribe',
  'onMounted', 'onMount', 'onBeforeMount', 'afterNextRender', 'watch', 'describe', 'it', 'test', 'before', 'beforeEach', 'beforeAll', 'after', 'afterEach', 'afterAll', 'whenReady', 'ready',
])

/** Does a function of this name drop what its callback returns: `setTimeout(() => setInterval(…))`, `emitter.on('open', () => …)`? */
export function ignoresResult(name: string): boolean {
  return DROPPERS.has(name)
}

/** Functions that keep the function which their callback returns, and call it when the component, store or stream ends: no promise of one will do. */
export const RUNS_RETURNED_CLEANUP: ReadonlySet<string> = new Set([
  'useEffect', 'useLayoutEffect', 'useInsertionEffect', '$effect', 'onMount', 'readable', 'writable', 'derived', 'Observable', 'useSyncExternalStore',
])

const WRAPPERS = new Set(['useCallback', 'useEvent', 'useEffectEvent', 'useEventCallback', 'useMemoizedFn', 'useStableCallback'])

/** Does a function of this name give back a function that does what its callback does, result included: `useCallback(() => setInterval(…))`? */
export function isFunctionWrapper(name: string): boolean {
  return WRAPPERS.has(name)
}
