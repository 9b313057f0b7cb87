import type { TSESLint } from '@typescript-eslint/utils'

type Visitor = Record<string, (node: unknown) => void>
type DefineTemplateVisitor = (visitor: Visitor) => TSESLint.RuleListener

/** Listeners over a Vue template, when vue-eslint-parser has parsed the file; none otherwise. */
export function vueTemplateVisitor(sourceCode: Readonly<TSESLint.SourceCode>, visitor: Visitor): TSESLint.RuleListener {
  const services: unknown = sourceCode.parserServices
  return hasTemplates(services) ? services.defineTemplateBodyVisitor(visitor) : {}
}

function hasTemplates(services: unknown): services is { readonly defineTemplateBodyVisitor: DefineTemplateVisitor } {
  return typeof services === 'object' && services !== null && 'defineTemplateBodyVisitor' in services && typeof services.defineTemplateBodyVisitor === 'function'
}
