/** Paths of tests and what only they use. Regular expressions on a `/`-separated path. */
const TEST_FILES: readonly string[] = [
  String.raw`\.(?:test|spec|e2e|bench|stories|story|cy|test-d|fixture)\.[cm]?[jt]sx?$`,
  String.raw`(?:^|/)tests?[-_](?:utils?|helpers?|setup)\.[cm]?[jt]sx?$`,
  String.raw`(?:^|/)(?:__tests__|__mocks__|__fixtures__|tests?|spec|specs|e2e|fixtures?|benchmarks?|bench|mocks?|testing|\.storybook)/`,
  // Packages and folders of a repository that serve its tests: `test-servers/`, `integration-tests/`.
  String.raw`(?:^|/)(?:tests?-[\w-]+|[\w-]+-tests?)/`,
]

/** Paths of tools of development: what runs and exits. */
const TOOL_FILES: readonly string[] = [
  // `dev/` beside `src/` holds what is tried out.
  String.raw`^dev/`,
  String.raw`(?:^|/)(?:examples?|scripts?|tools/scripts|codemods?|migrations?|demos?|samples?|playgrounds?|sandbox|spikes?|prototypes?)/`,
  String.raw`(?:^|/)[\w.-]+\.config\.[cm]?[jt]s$`,
  String.raw`(?:^|/)(?:gulpfile|Gruntfile|webpack\.[\w.]+|rollup\.[\w.]+)\.[cm]?[jt]s$`,
]

/** Paths of code that runs and exits, or runs in tests only: what it holds dies with it. */
export const SHORT_LIVED_FILES: readonly string[] = [...TEST_FILES, ...TOOL_FILES]

const TESTS = TEST_FILES.map((pattern) => new RegExp(pattern, 'u'))
const TOOLS = TOOL_FILES.map((pattern) => new RegExp(pattern, 'u'))

/** What a file is there for, by its path below the program's root. */
export function kindOfPath(path: string): 'production' | 'test' | 'tool' {
  const normal = path.replaceAll('\\', '/')
  if (TESTS.some((pattern) => pattern.test(normal))) return 'test'
  return TOOLS.some((pattern) => pattern.test(normal)) ? 'tool' : 'production'
}

/** Is it, by its path, a test, a script or a configuration file? */
export function isShortLivedPath(path: string): boolean {
  return kindOfPath(path) !== 'production'
}
