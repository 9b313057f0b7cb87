import type { JSONSchema } from '@typescript-eslint/utils'

import { SHORT_LIVED_FILES } from '../catalog/file-kinds.ts'

/** Options of the rules about collections, as the user writes them. */
export interface CollectionOptionsInput {
  readonly ignore?: readonly string[]
  readonly releaseFunctions?: readonly string[]
  readonly boundedClasses?: readonly string[]
  readonly testFunctions?: readonly string[]
  readonly ignoreFiles?: readonly string[]
  readonly exported?: 'ignore' | 'report'
}

/** The same with every default filled in. */
export type CollectionOptions = Required<CollectionOptionsInput>

export const COLLECTION_DEFAULTS: CollectionOptions = {
  ignore: [],
  releaseFunctions: [],
  boundedClasses: [],
  testFunctions: [],
  ignoreFiles: SHORT_LIVED_FILES,
  exported: 'ignore',
}

const names = (description: string): JSONSchema.JSONSchema4 => ({ type: 'array', items: { type: 'string' }, uniqueItems: true, description })

export const COLLECTION_SCHEMA: JSONSchema.JSONSchema4 = {
  type: 'object',
  additionalProperties: false,
  properties: {
    ignore: names('Regular expressions on collection names that are never reported.'),
    releaseFunctions: names('Names of your own functions or methods that let entries of a collection go, whether it is their argument or their object.'),
    boundedClasses: names('Names of your own collection classes that limit their size themselves.'),
    testFunctions: names('Regular expressions on names of functions that only tests call; a release in them does not count.'),
    ignoreFiles: names('Regular expressions on file paths, relative to the working directory with `/`, that are not checked; replaces the default list of tests, scripts and configuration files.'),
    exported: { type: 'string', enum: ['ignore', 'report'], description: 'What to do with a collection that other files can reach, grows in its own file and is released nowhere in it.' },
  },
}
