/** Functions that call their callback and drop what it returns. */
const DROPPERS = new Set([
  'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'nextTick', 'requestAnimationFrame', 'requestIdleCallback', 'Promise', 'forEach', 'on', 'once', 'addListener', 'addEventListener', 'prependListener', 'listen', 'subscribe',
  'onMounted', 'onMount', 'onBeforeMount', 'afterNextRender', 'watch', 'describe', 'it', 'test', 'before', 'beforeEach', 'beforeAll', 'after', 'afterEach', 'afterAll', 'whenReady', 'ready',
])

/** Does a function of this name drop what its callback returns: `setTimeout(() => setInterval(…))`, `emitter.on('open', () => …)`? */
export function ignoresResult(name: string): boolean {
  return DROPPERS.has(name)
}
