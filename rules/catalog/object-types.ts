/** Classes and interfaces of the language, of browsers and of Node, whose values are objects, so that they can be held weakly. */
const OBJECT_TYPES = new Set([
  'Object', 'Function', 'Array', 'Map', 'Set', 'Promise', 'Error', 'Date', 'RegExp', 'URL', 'URLSearchParams', 'ArrayBuffer', 'Uint8Array', 'Buffer',
  'Request', 'Response', 'Headers', 'FormData', 'Blob', 'File', 'ReadableStream', 'WritableStream', 'AbortController', 'AbortSignal', 'WebSocket', 'Worker', 'MessagePort', 'BroadcastChannel',
  'Event', 'EventTarget', 'Node', 'Element', 'HTMLElement', 'HTMLInputElement', 'HTMLCanvasElement', 'SVGElement', 'Document', 'Window', 'ShadowRoot', 'CustomEvent',
  'EventEmitter', 'IncomingMessage', 'ServerResponse', 'ClientRequest', 'Socket', 'TLSSocket', 'Server', 'ChildProcess', 'Readable', 'Writable', 'Duplex', 'Transform', 'FSWatcher',
])

/** Is a type of this name, where the file does not declare it, one of objects? */
export function isObjectTypeName(name: string): boolean {
  return OBJECT_TYPES.has(name)
}
