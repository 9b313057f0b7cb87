import type { TSESTree } from '@typescript-eslint/utils'

import { findVariable, importOf } from '../../ast/variables.ts'
import type { ProgramFile, ProgramView } from '../../program/view.ts'
import type { End } from './ends.ts'
import { endOfEvent, endOfRequest } from './payload.ts'
import type { Path } from './walk.ts'

/** Types of packages and platforms whose values come with each request. */
const REQUESTS: ReadonlySet<string> = new Set([
  'Request', 'FastifyRequest', 'IncomingMessage', 'NextRequest', 'NextApiRequest', 'Http2ServerRequest', 'HonoRequest', 'HttpRequest', 'APIGatewayProxyEvent', 'APIGatewayProxyEventV2', 'H3Event', 'VercelRequest', 'ParameterizedContext', 'GetServerSidePropsContext',
])

/** Types whose values come with each event or message. */
const EVENTS: ReadonlySet<string> = new Set([
  'MessageEvent', 'CustomEvent', 'CloseEvent', 'WebSocket', 'Socket', 'Message', 'Interaction', 'ChatInputCommandInteraction', 'CommandInteraction', 'ButtonInteraction', 'IpcMainEvent', 'IpcMainInvokeEvent', 'CallToolRequest', 'StorageEvent', 'TextDocument',
])

/** Where the part at `path` of a value of a host's type ends; null when the type is none, or the program's own. */
export function endOfHostType(view: ProgramView, home: ProgramFile, type: TSESTree.Node, path: Path): End | null {
  if (type.type !== 'TSTypeReference') return null
  const { typeName } = type
  const name = typeName.type === 'Identifier' ? typeName : typeName.type === 'TSQualifiedName' ? typeName.right : null
  const root = typeName.type === 'TSQualifiedName' && typeName.left.type === 'Identifier' ? typeName.left : name
  if (!name || !root || (!REQUESTS.has(name.name) && !EVENTS.has(name.name)) || isOwn(view, home, root)) return null
  if (REQUESTS.has(name.name)) return endOfRequest({ home, node: type }, path, 'proven')
  return endOfEvent({ home, node: type }, `\`${name.name}\``, path, 'proven')
}

/** Is the type declared in the program itself? */
function isOwn(view: ProgramView, home: ProgramFile, name: TSESTree.Identifier): boolean {
  const variable = findVariable(home.file, name)
  if (!variable || variable.defs.length === 0) return false
  const imported = importOf(variable)
  return imported === null || view.importedFile(home, imported.source) !== null
}
