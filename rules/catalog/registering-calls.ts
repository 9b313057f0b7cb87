import { gateOf } from './text-gate.ts'

/** Functions of packages that go on telling their callback until what they return is called. */
interface RegisteringFunctions {
  readonly modules: RegExp
  readonly names: ReadonlySet<string>
  /** Functions of the same packages that end what the others began, all of it or by the callback. */
  readonly removers: ReadonlySet<string>
}

const NONE: ReadonlySet<string> = new Set()

/** Every package whose functions register a callback; what only answers once, as `when` of MobX does, is none. */
export const REGISTERING_FUNCTIONS: readonly RegisteringFunctions[] = [
  {
    modules: /^(?:@?firebase\/|firebase$|@react-native-firebase\/|@angular\/fire\/)/,
    names: new Set([
      'onSnapshot', 'onSnapshotsInSync', 'onValue', 'onChildAdded', 'onChildChanged', 'onChildRemoved', 'onChildMoved', 'onAuthStateChanged', 'onIdTokenChanged', 'onMessage',
    ]),
    removers: new Set(['off']),
  },
  { modules: /^mobx$/, names: new Set(['autorun', 'reaction', 'observe', 'intercept']), removers: NONE },
  { modules: /^valtio(?:\/|$)/, names: new Set(['subscribe', 'subscribeKey', 'watch']), removers: NONE },
  { modules: /^@tauri-apps\/api(?:\/|$)/, names: new Set(['listen']), removers: NONE },
]

/** Methods of servers' clients that go on telling their callback, whatever they are called on. */
const SERVER_EVENTS: ReadonlySet<string> = new Set([
  'onAuthStateChange', 'onAuthStateChanged', 'onIdTokenChanged', 'onSnapshot', 'onTokenRefresh', 'onNotificationOpenedApp',
])

/** Does a method of this name listen to a server's events, for as long as the connection lives? */
export function isServerEvent(name: string): boolean {
  return SERVER_EVENTS.has(name)
}

const FUNCTION = gateOf(REGISTERING_FUNCTIONS.flatMap(({ names }) => [...names].map((name) => `${name}(`)))
const METHOD = gateOf([...SERVER_EVENTS, 'watch('])

/** A cheap look at a text: may it register a callback by one of these? */
export function mentionsRegistering(text: string): boolean {
  return FUNCTION.test(text) || METHOD.test(text)
}
