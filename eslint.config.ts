import eslintPlugin from 'eslint-plugin-eslint-plugin'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

import leaks from './index.ts'

export default defineConfig(
  globalIgnores(['dist', 'coverage', '.cache', '.tools/out', 'docs', 'test/fixtures']),
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Node types are written as literals, so that nothing is imported for them at run time.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      // Hosts and parsers give less than the types say (no scopes, no parent, no services), so a check that looks needless often is not.
      '@typescript-eslint/no-unnecessary-condition': 'off',
    },
  },
  // A leak finder must not leak: the plugin's own strict preset, from source.
  { files: ['index.ts', 'rules/**', '.cli/**', '.tools/**'], extends: [leaks.configs.strict] },
  {
    files: ['rules/*.ts'],
    extends: [eslintPlugin.configs.recommended],
    rules: {
      // It misfires on rules made by `createRule`, which adds the URL.
      'eslint-plugin/require-meta-docs-url': 'off',
      // It reads only object literals; our data comes from functions in `support/`. The rule tester checks placeholders as it runs.
      'eslint-plugin/no-missing-placeholders': 'off',
      'eslint-plugin/no-unused-placeholders': 'off',
    },
  },
  {
    // Casts are kept in one place, `rules/ast/`, where each can be checked against the shape of one node.
    files: ['rules/**'],
    ignores: ['rules/ast/**'],
    rules: { '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }] },
  },
  {
    files: ['test/**'],
    rules: {
      // Vitest's asymmetric matchers are `any`.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-type-assertion': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
)
