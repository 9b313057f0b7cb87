import { COLLECTION_SHAPES } from './collection-shapes.ts'
import { PROGRAM_SHAPES } from './program-shapes.ts'
import type { Shape } from './shapes.ts'
import { STORE_SHAPES } from './store-shapes.ts'
import { TEXT_SHAPES } from './text-shapes.ts'
import { TIMER_SHAPES } from './timer-shapes.ts'

export const SHAPES: readonly Shape[] = [...COLLECTION_SHAPES, ...STORE_SHAPES, ...TIMER_SHAPES, ...TEXT_SHAPES, ...PROGRAM_SHAPES]
