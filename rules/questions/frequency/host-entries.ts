import { findComponent } from '../../analysis/components.ts'
import { variableOfFunction } from '../../analysis/call-graph.ts'
import { isExported } from '../../analysis/exported.ts'
import { isServerAction } from '../../analysis/server-actions.ts'
import { enclosingClass, functionName } from '../../ast/functions.ts'
import { wrapped } from '../../ast/unwrap.ts'
import { MAIN_FUNCTIONS } from '../../catalog/hosts.ts'
import { COMPONENT_METHODS } from '../../catalog/lifecycles.ts'
import { isRouteExport, listeningOf } from '../../catalog/registrations.ts'
import { isRequestParameters } from '../../catalog/triggers.ts'
import type { FunctionRef } from '../../program/view.ts'
import { again, frequencyOf, type FrequencyFact } from './outcome.ts'
import type { Walk } from './walk.ts'

/** How often a function that nobody of the program calls is run by its host; null when nothing says that a host does. */
export function runsAsEntry(walk: Walk, ref: FunctionRef): FrequencyFact | null {
  const { home, node: fn } = ref
  const name = functionName(fn)
  const component = findComponent(home.file, fn.body)
  if (component) return runsInComponent(ref, component.name)
  if (isServerAction(home.file, fn)) return again('request', 'proven', ref, 'on every request')
  if (isExportedFunction(ref)) {
    if (name === 'activate') return frequencyOf('start', isForEditor(ref) ? 'proven' : 'likely', ref, 'runs when the extension starts')
    if (name !== null && isRouteExport(name)) return again('request', 'proven', ref, 'on every request')
    if (isRequestParameters(fn.params.map((parameter) => (parameter.type === 'Identifier' ? parameter.name : '')))) return again('request', 'likely', ref, 'on every request')
  }
  if (name !== null && MAIN_FUNCTIONS.has(name)) return frequencyOf('start', 'likely', ref, 'runs when the program starts')
  return runsAsFound(walk, ref)
}

function runsInComponent(ref: FunctionRef, component: string | null): FrequencyFact {
  const shown = component === null ? 'the component' : `\`${component}\``
  const name = functionName(ref.node)
  if (enclosingClass(ref.node) && name !== null && COMPONENT_METHODS.has(name)) return again('render', 'likely', ref, `each time ${shown} mounts`)
  return again('render', 'likely', ref, `each time ${shown} renders`)
}

/** What the view itself found of hosts and packages' entries. */
function runsAsFound({ view }: Walk, ref: FunctionRef): FrequencyFact | null {
  const { entries } = view.entriesOf(ref)
  for (const entry of entries) {
    const name = entry.name === null || listeningOf(entry.name) !== null ? '' : ` \`${entry.name}\``
    switch (entry.how) {
      case 'event':
        return again('event', 'proven', entry, `on every${name} event`)
      case 'request':
        return again('request', 'proven', entry, 'on every request')
      case 'timer':
        return again('timer', 'proven', entry, 'on every tick of a timer')
      case 'command':
        return again('command', 'likely', entry, `on every${name} command`)
      case 'render':
        return again('render', 'likely', entry, 'on every render')
      case 'api':
      case 'load':
      case 'test':
        break
      default:
        entry.how satisfies never
    }
  }
  return null
}

function isExportedFunction({ home, node }: FunctionRef): boolean {
  const variable = variableOfFunction(home.file, node)
  return (variable !== null && isExported(variable)) || wrapped(node).parent?.type === 'ExportDefaultDeclaration'
}

function isForEditor({ home }: FunctionRef): boolean {
  return /\bfrom ['"](?:vscode|coc\.nvim)['"]|require\(['"]vscode['"]\)/.test(home.file.text)
}
