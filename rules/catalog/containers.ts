/** Decorators by which a dependency container makes a class once, unless they name another scope. */
export const CONTAINER_DECORATORS: ReadonlySet<string> = new Set([
  'Injectable', 'Service', 'Singleton', 'singleton', 'injectable', 'Controller', 'WebSocketGateway', 'Resolver', 'Processor', 'Provide', 'Discord', 'Global', 'Gateway', 'ApplicationScoped',
])

/** Calls by which a class is registered to be made once for the whole program. */
export const KEEPING_REGISTRATIONS: ReadonlySet<string> = new Set(['registerSingleton', 'addSingleton', 'singleton', 'inSingletonScope', 'asSingleton'])

/** Methods of a container that make, or ask for, an instance of the class they are given. */
export const CONTAINER_MAKERS: ReadonlySet<string> = new Set(['createInstance', 'instantiate', 'resolve', 'make', 'construct', 'create'])

/** Functions that call what they are given at most once, and keep what it returns. */
export const MEMOIZERS: ReadonlySet<string> = new Set(['once', 'memoize', 'memo', 'lazy', 'cached', 'singleton', 'memoizeOne', 'createSingleton', 'lazily', 'remember', 'cache'])

/** Calls that give the function they are handed to a container, which keeps what it returns. */
export const PROVIDING_CALLS: ReadonlySet<string> = new Set(['toDynamicValue', 'asFunction', 'provide', 'factory', 'registerFactory', 'useFactory', 'decorate'])
