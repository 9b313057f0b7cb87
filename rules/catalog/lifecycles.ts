/** Base classes whose instances a framework creates and drops, by their last name. */
export function isComponentBase(name: string): boolean {
  return /^(?:PureComponent|Component|LitElement|ReactiveElement|FASTElement|HTML\w*Element|Vue)$/.test(name) || /(?:Component|Element)$/.test(name)
}

/** Decorators of component classes: Angular, Lit, Stencil. */
export const COMPONENT_DECORATORS: ReadonlySet<string> = new Set(['Component', 'Directive', 'customElement', 'Pipe'])

/** Functions whose callback runs when a component starts or changes. */
export const COMPONENT_STARTS: ReadonlySet<string> = new Set([
  'useEffect', 'useLayoutEffect', 'useInsertionEffect', 'useMemo', 'useCallback', 'useState', 'useRef', 'onMounted', 'onBeforeMount', 'onActivated', 'onMount', 'createEffect', 'createMemo', 'createComputed', 'createRenderEffect', 'watchEffect', '$effect', 'useTask$', 'useVisibleTask$',
])

/** The ones of them that are there for what they do, not for what they return. */
export const COMPONENT_EFFECTS: ReadonlySet<string> = new Set(['useEffect', 'useLayoutEffect', 'useInsertionEffect', 'onMounted', 'onBeforeMount', 'onActivated', 'onMount', 'createEffect', 'createRenderEffect', 'watchEffect', '$effect', 'useVisibleTask$'])

/** Methods that a framework calls when a component starts. */
export const COMPONENT_METHODS: ReadonlySet<string> = new Set(['componentDidMount', 'componentDidUpdate', 'UNSAFE_componentWillMount', 'componentWillMount', 'connectedCallback', 'firstUpdated', 'ngOnInit', 'ngAfterViewInit', 'mounted', 'created', 'componentDidLoad'])

/** Base classes of React whose methods nobody but the component and its JSX calls. */
export const REACT_BASES: ReadonlySet<string> = new Set(['Component', 'PureComponent'])

/** Methods that a framework calls when a component ends. */
export const COMPONENT_ENDS: ReadonlySet<string> = new Set(['componentWillUnmount', 'disconnectedCallback', 'ngOnDestroy', 'beforeDestroy', 'destroyed', 'beforeUnmount', 'unmounted'])

/** Methods that React calls between a component's start and its end. */
export const COMPONENT_STEPS: ReadonlySet<string> = new Set(['componentDidUpdate', 'componentDidMount', 'componentWillReceiveProps', 'UNSAFE_componentWillReceiveProps', 'componentWillUpdate', 'shouldComponentUpdate', 'render', 'getSnapshotBeforeUpdate'])

/** Functions that show the component that a whole page is. */
export const ROOT_RENDERERS: ReadonlySet<string> = new Set(['render', 'hydrate', 'hydrateRoot', 'createApp', 'createSSRApp', 'bootstrapApplication', 'mount', 'registerRootComponent'])

/** Functions that make the route which is shown around every other. */
export const ROOT_ROUTES: ReadonlySet<string> = new Set(['createRootRoute', 'createRootRouteWithContext'])

/** Files whose component a page mounts once, by the conventions of their frameworks. */
export const ROOT_FILE = /(?:^|[\\/])(?:[Aa]pp\.(?:vue|svelte)|routes[\\/]\+layout\.svelte|pages[\\/]_app\.[jt]sx?|app[\\/](?:layout|root)\.[jt]sx?)$/

/** Functions that take what is to run when the component or scope around them ends; they know it only until the first `await`. */
export const END_HOOKS: ReadonlySet<string> = new Set(['onUnmounted', 'onBeforeUnmount', 'onScopeDispose', 'onDeactivated', 'onWatcherCleanup', 'onDestroy', 'onCleanup'])
