import packageJson from 'eslint-plugin-leaks/package.json' with { type: 'json' }

export const VERSION: string = packageJson.version
