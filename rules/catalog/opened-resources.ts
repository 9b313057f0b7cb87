import { gateOf } from './text-gate.ts'
import type { ResourcePair } from './resource-pairs.ts'

/** Something of the host that stays open until it is closed, whether or not anything refers to it. */
export interface OpenedResource extends ResourcePair {
  /** Classes whose `new` opens it: the host's own, or imported from one of `modules`. */
  readonly classes: ReadonlySet<string>
  /** Functions that open it, as written: `URL.createObjectURL`; for those of `modules` only the last name counts. */
  readonly functions: ReadonlySet<string>
  /** Methods of it that hand out the parts by which it is ended: `stream.getTracks()`. */
  readonly partMethods: ReadonlySet<string>
  /** Does each call of a function that opens it open another one, whatever calls it, since what it is made of is handed in? */
  readonly isPerCall: boolean
  /** What stays, as a message says it. */
  readonly stays: string
  /** What to do, as a message says it. */
  readonly remedy: string
}

const NONE: ReadonlySet<string> = new Set()

const OPENED: Omit<OpenedResource, 'noun' | 'stays' | 'remedy'> = {
  acquire: NONE,
  modules: NONE,
  releaseFunctions: NONE,
  releaseMethods: new Set(['close']),
  relaxFunctions: NONE,
  relaxMethods: NONE,
  fluentMethods: NONE,
  isCallable: false,
  isOneShot: false,
  classes: NONE,
  functions: NONE,
  partMethods: NONE,
  isValue: false,
  isPerCall: false,
}

/** Everything that `no-leaked-resource` knows. */
export const OPENED_RESOURCES: readonly OpenedResource[] = [
  {
    ...OPENED,
    noun: 'object URL',
    functions: new Set(['URL.createObjectURL', 'webkitURL.createObjectURL']),
    releaseFunctions: new Set(['revokeObjectURL']),
    isValue: true,
    isPerCall: true,
    stays: 'the whole file or blob stays in memory until the page is closed',
    remedy: 'Call `URL.revokeObjectURL` when it is no longer shown or used',
  },
  {
    ...OPENED,
    noun: 'connection',
    classes: new Set(['WebSocket', 'EventSource', 'RTCPeerConnection']),
    modules: new Set(['ws', 'isomorphic-ws', 'reconnecting-websocket', 'eventsource']),
    releaseMethods: new Set(['close', 'terminate', 'destroy', 'disconnect', 'end']),
    stays: 'each one stays connected, with all that its handlers capture',
    remedy: 'Call its `close()` when its owner ends',
  },
  {
    ...OPENED,
    noun: 'channel',
    classes: new Set(['BroadcastChannel']),
    modules: new Set(['worker_threads', 'node:worker_threads']),
    stays: 'each one goes on receiving messages, with all that its handlers capture',
    remedy: 'Call its `close()` when its owner ends',
  },
  {
    ...OPENED,
    noun: 'worker',
    classes: new Set(['Worker']),
    modules: new Set(['worker_threads', 'node:worker_threads']),
    releaseMethods: new Set(['terminate', 'kill', 'destroy']),
    relaxMethods: new Set(['unref']),
    stays: 'each one keeps its thread and its memory',
    remedy: 'Call its `terminate()` when its owner ends or its work is done',
  },
  {
    ...OPENED,
    noun: 'audio context',
    classes: new Set(['AudioContext', 'webkitAudioContext']),
    releaseMethods: new Set(['close']),
    stays: 'each one keeps its audio thread, of which a page may have only a few',
    remedy: 'Call its `close()` when its owner ends',
  },
  {
    ...OPENED,
    noun: 'media stream',
    functions: new Set([
      'navigator.mediaDevices.getUserMedia', 'navigator.mediaDevices.getDisplayMedia',
      'window.navigator.mediaDevices.getUserMedia', 'window.navigator.mediaDevices.getDisplayMedia',
    ]),
    releaseMethods: new Set(['stop']),
    partMethods: new Set(['getTracks', 'getAudioTracks', 'getVideoTracks']),
    stays: 'camera or microphone stay on',
    remedy: 'Stop each of its tracks when its owner ends',
  },
  {
    ...OPENED,
    noun: 'position watch',
    functions: new Set(['navigator.geolocation.watchPosition', 'window.navigator.geolocation.watchPosition']),
    releaseFunctions: new Set(['clearWatch']),
    isValue: true,
    stays: 'the device goes on measuring, and the callback keeps all that it captures',
    remedy: 'Call `navigator.geolocation.clearWatch` when its owner ends',
  },
  {
    ...OPENED,
    noun: 'file watcher',
    functions: new Set(['watch']),
    modules: new Set(['fs', 'node:fs', 'chokidar']),
    releaseMethods: new Set(['close', 'unwatch']),
    relaxMethods: new Set(['unref']),
    fluentMethods: new Set(['on', 'once', 'add', 'addListener']),
    stays: 'each one goes on watching, with all that its callback captures',
    remedy: 'Call its `close()` when its owner ends',
  },
  {
    ...OPENED,
    noun: "part of the editor's window",
    functions: new Set(['workspace.createFileSystemWatcher', 'window.createOutputChannel', 'window.createStatusBarItem', 'window.createTextEditorDecorationType', 'languages.createDiagnosticCollection']),
    modules: new Set(['vscode']),
    releaseMethods: new Set(['dispose']),
    stays: 'each one stays until the editor is closed',
    remedy: 'Keep one for the extension, or call its `dispose()` when it is no longer shown',
  },
  {
    ...OPENED,
    noun: 'file handle',
    functions: new Set(['open']),
    modules: new Set(['fs/promises', 'node:fs/promises']),
    releaseMethods: new Set(['close']),
    stays: 'each one keeps a descriptor, of which a process has only so many',
    remedy: 'Call its `close()` in a `finally`, or declare it with `await using`',
  },
  {
    ...OPENED,
    noun: 'file descriptor',
    functions: new Set(['openSync']),
    modules: new Set(['fs', 'node:fs']),
    releaseFunctions: new Set(['closeSync', 'close', 'createWriteStream', 'createReadStream']),
    isValue: true,
    stays: 'each one stays open, and a process has only so many',
    remedy: 'Call `closeSync` in a `finally`',
  },
]

/** `requestAnimationFrame(draw)`, for a loop that asks for the next frame in each. */
export const FRAME: ResourcePair = {
  ...OPENED,
  noun: 'animation frame',
  acquire: new Set(['requestAnimationFrame']),
  releaseFunctions: new Set(['cancelAnimationFrame']),
  releaseMethods: NONE,
}

const GATE = gateOf(
  OPENED_RESOURCES.flatMap(({ classes, functions }) => [...[...classes].map((name) => `${name}(`), ...[...functions].map((name) => `${name.split('.').at(-1) ?? name}(`)]),
)

/** A cheap look at a text: may it open anything, or ask for the next frame or turn of a loop? */
export function mentionsOpening(text: string): boolean {
  return GATE.test(text) || /\b(?:WebSocket|AudioContext)\b|requestAnimationFrame|setTimeout/.test(text)
}
