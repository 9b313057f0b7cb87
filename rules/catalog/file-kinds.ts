/** Paths of code that runs and exits, or runs in tests only: what it holds dies with it. Regular expressions on a `/`-separated path. */
export const SHORT_LIVED_FILES: readonly string[] = [
  String.raw`\.(?:test|spec|e2e|bench|stories|story|cy|test-d|fixture)\.[cm]?[jt]sx?$`,
  String.raw`(?:^|/)(?:__tests__|__mocks__|__fixtures__|tests?|spec|specs|e2e|fixtures?|benchmarks?|bench|mocks?|testing|test-utils|examples?|scripts?|tools/scripts|\.storybook|codemods?|migrations?)/`,
  String.raw`(?:^|/)[\w.-]+\.config\.[cm]?[jt]s$`,
  String.raw`(?:^|/)(?:gulpfile|Gruntfile|webpack\.[\w.]+|rollup\.[\w.]+)\.[cm]?[jt]s$`,
]

const PATTERNS = SHORT_LIVED_FILES.map((pattern) => new RegExp(pattern, 'u'))

/** Is it, by its path, a test, a script or a configuration file? */
export function isShortLivedPath(path: string): boolean {
  const normal = path.replaceAll('\\', '/')
  return PATTERNS.some((pattern) => pattern.test(normal))
}
