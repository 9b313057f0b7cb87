import type { TSESLint } from '@typescript-eslint/utils'

import { rootOf, SPECIAL_ELEMENT } from '../analysis/rendered-lists.ts'
import { judgeRenderedList, type ListNames, type UnwindowedList } from '../analysis/unwindowed-lists.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { readSvelteLoop, readVueLoop, type TemplateLoop } from '../ast/template-loops.ts'
import { CHOICE_ELEMENTS } from '../catalog/message-lists.ts'
import { vueTemplateVisitor } from './vue-templates.ts'

/** Listeners that judge the loops of Vue and Svelte templates; empty under a parser that has no templates. */
export function templateListeners(sourceCode: Readonly<TSESLint.SourceCode>, names: ListNames, report: (found: UnwindowedList) => void): TSESLint.RuleListener {
  const judge = (loop: TemplateLoop | null, form: string): void => {
    const found = loop && judgeTemplateLoop(sourceCode, loop, form, names)
    if (found) report(found)
  }
  return {
    SvelteEachBlock: (node: unknown) => { judge(readSvelteLoop(node), '{#each}'); },
    ...vueTemplateVisitor(sourceCode, { VForExpression: (node: unknown) => { judge(readVueLoop(node), 'v-for'); } }),
  }
}

function judgeTemplateLoop(file: SourceFile, loop: TemplateLoop, form: string, names: ListNames): UnwindowedList | null {
  if (loop.element !== null && CHOICE_ELEMENTS.has(loop.element)) return null
  if (loop.around.some((name) => SPECIAL_ELEMENT.test(name))) return null
  const root = rootOf(loop.list)
  if (root.type === 'Identifier' && loop.outerNames.has(root.name)) return null
  return judgeRenderedList(file, { form, node: loop.node, list: loop.list, entry: loop.node }, names)
}
