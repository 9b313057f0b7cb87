import * as tsParser from '@typescript-eslint/parser'
import { RuleTester } from '@typescript-eslint/rule-tester'
import * as svelteParser from 'svelte-eslint-parser'
import * as vueParser from 'vue-eslint-parser'

import rule from '../../rules/no-unwindowed-message-list.ts'

const jsx = { languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } }, filename: 'file.tsx' }
const vue = { languageOptions: { parser: vueParser, parserOptions: { parser: tsParser } } }
const svelte = { languageOptions: { parser: svelteParser, parserOptions: { parser: tsParser } }, filename: 'Chat.svelte' }

const errors = (form: string, name: string): { messageId: 'unwindowed'; data: { form: string; name: string } }[] => [{ messageId: 'unwindowed', data: { form, name } }]

new RuleTester().run('no-unwindowed-message-list', rule, {
  valid: [
    { name: 'the parts of one object', ...jsx, code: 'function LogTree({ value }) { const entries = Object.entries(value); return <ol>{entries.map(([key, part]) => <li key={key}>{part}</li>)}</ol> }' },
    { name: 'a slice of the latest', ...jsx, code: 'const Chat = ({ messages }) => <ol>{messages.slice(-50).map((m) => <li key={m.id} />)}</ol>' },
    { name: 'a memo that slices', ...jsx, code: 'function Chat({ messages, at }) { const rows = useMemo(() => messages.slice(at, at + 40), [messages, at]); const messagesShown = rows; return <ol>{rows.map((m) => <li key={m.id} />)}</ol> }' },
    { name: 'an alias of a memo that slices, two names away', ...jsx, code: 'function Chat(p) { const allMessages = useMemo(() => p.all.slice(-40), [p]); const messages = allMessages.filter(Boolean); return messages.map((m) => <li key={m.id} />) }' },
    { name: 'a filter on where an entry stands', ...jsx, code: 'const Chat = ({ messages, from }) => messages.filter((_, at) => at > from).map((m) => <li key={m.id} />)' },
    { name: 'a few until "all" is asked for', ...jsx, code: 'const Chat = ({ messages, open }) => (open ? messages : messages.slice(0, 3)).map((m) => <li key={m.id} />)' },
    { name: 'state that its setter cuts', ...jsx, code: 'function Log() { const [logs, setLogs] = useState([]); listen((l) => setLogs((known) => [...known, l].slice(-200))); return logs.map((l) => <p key={l.id} />) }' },
    { name: 'a virtualizer package', ...jsx, code: 'import { Virtuoso } from "react-virtuoso"; const Chat = ({ messages }) => <Box>{messages.map((m) => <li key={m.id} />)}</Box>' },
    { name: 'a path inside a virtualizer package', ...jsx, code: 'import { Virtualizer } from "virtua/solid"; const Chat = (p) => <For each={p.messages}>{(m) => <li />}</For>' },
    { name: 'a page at a time', ...jsx, code: 'function Chat() { const { messages, hasMore, loadMore } = useMessages(); return <>{messages.map((m) => <li key={m.id} />)}{hasMore && <button onClick={loadMore} />}</> }' },
    { name: 'a fetch with a limit', ...jsx, code: 'function Log() { const { data: logs } = useQuery("logs", () => api.logs({ limit: 50 })); return logs.map((l) => <p key={l.id} />) }' },
    { name: 'pages by offset', ...jsx, code: 'function AuditLog() { const [offset, setOffset] = useState(0); const logs = useLogs(offset); return <>{logs.map((l) => <Row key={l.id} />)}<button onClick={() => setOffset(offset + 1)} /></> }' },
    { name: 'versions of a prompt', ...jsx, code: 'const ChatPromptHistory = ({ history }) => history.map((h) => <Item key={h.id} />)' },
    { name: 'a page of a response', ...jsx, code: 'function Inbox() { const [messages, setMessages] = useState([]); const load = async () => { const data = await api.list(); setMessages(data.items) }; return messages.map((m) => <p key={m.id} />) }' },
    { name: 'items of a time line that is no conversation', ...jsx, code: 'const TimelineView = ({ items }) => items.map((i) => <li key={i.id} />)' },
    { name: 'a hook that hands out a window', ...jsx, code: 'function Chat() { const { messages } = useWindowOfMessages(); return messages.map((m) => <li key={m.id} />) }' },
    { name: 'the messages of a form', ...jsx, code: 'const Form = ({ errorMessages }) => <ul>{errorMessages.map((m) => <li key={m} />)}</ul>' },
    { name: 'messages that wait in a queue', ...jsx, code: 'const Input = ({ queuedMessages }) => <ul>{queuedMessages.map((m) => <li key={m.id} />)}</ul>' },
    { name: 'a component of what waits', ...jsx, code: 'const QueuedMessages = ({ messages }) => <ul>{messages.map((m) => <li key={m.id} />)}</ul>' },
    { name: 'the whole history once, at exit', ...jsx, code: 'const QuittingScreen = () => { const ui = useUi(); return <Box>{ui.messages.map((m) => <Item key={m.id} />)}</Box> }' },
    { name: 'what Ink prints once and forgets', ...jsx, code: 'const Chat = ({ history }) => <Static items={history.map((h) => <Item key={h.id} item={h} />)}>{(item) => item}</Static>' },
    { name: 'made-up data', ...jsx, code: 'import type { MockMessage } from "../../mock-data"; function Chat({ messages }: { messages: MockMessage[] }) { return <>{messages.map((m) => <p key={m.id} />)}</> }' },
    { name: 'a constant list', ...jsx, code: 'const messages = [{ id: 1 }, { id: 2 }]; export const Hero = () => messages.map((m) => <p key={m.id} />)' },
    { name: 'state that nobody sets', ...jsx, code: 'function Tab() { const [messages] = useState([{ id: 1 }]); return messages.map((m) => <p key={m.id} />) }' },
    { name: 'an imported list', ...jsx, code: 'import { messages } from "./texts"; export const Hero = () => messages.map((m) => <p key={m.id} />)' },
    { name: 'the messages of each group', ...jsx, code: 'const Page = ({ sections }) => sections.map((section) => <div key={section.id}>{section.messages.map((m) => <p key={m.id} />)}</div>)' },
    { name: 'the messages of one group', ...jsx, code: 'const GroupPage = ({ group }) => <div>{group.messages.map((m) => <p key={m.id} />)}</div>' },
    { name: 'a component that draws one turn', ...jsx, code: 'const SessionTurn = (p) => { const messages = () => p.turn.list(); return <For each={messages()}>{(m) => <p />}</For> }' },
    { name: 'a settings page with sample messages', ...jsx, code: 'const ModelConfigPanel = ({ data }) => data.conversationMessages.map((m) => <input key={m.id} />)' },
    { name: 'options of a select', ...jsx, code: 'const Chat = ({ messages }) => <select>{messages.map((m) => <option key={m.id} />)}</select>' },
    { name: 'a menu of messages', ...jsx, code: 'const Chat = ({ messages }) => <DropdownMenu>{messages.map((m) => <Item key={m.id} />)}</DropdownMenu>' },
    { name: 'history that is no conversation', ...jsx, code: 'const Browser = ({ history }) => <ol>{history.map((h) => <li key={h.url} />)}</ol>' },
    { name: 'a table of entries beside a chat', ...jsx, code: 'const ChatPage = ({ apiEntries }) => <ol>{apiEntries.map((e) => <li key={e} />)}</ol>' },
    { name: 'events of a calendar', ...jsx, code: 'const Month = ({ events }) => <ol>{events.map((e) => <li key={e.id} />)}</ol>' },
    { name: 'recent sessions', ...jsx, code: 'const Chat = (p) => <For each={p.recentMessages()}>{(s) => <button />}</For>' },
    { name: 'a list of numbers made from messages', ...jsx, code: 'const Chat = ({ messages }) => <Chart points={messages.map((m) => m.length)} />' },
    { name: 'a name that the project ignores', ...jsx, code: 'const Game = ({ turns }) => turns.map((t) => <li key={t.id} />)', options: [{ ignore: ['^turns$'] }] },
    { name: 'a windowing module of the project', ...jsx, code: 'import { Screenful } from "@acme/window/react"; const Chat = ({ messages }) => messages.map((m) => <li key={m.id} />)', options: [{ windowingModules: ['@acme/window'] }] },
    { name: 'a file that the project ignores', ...jsx, filename: 'support/Form.tsx', code: 'const Chat = ({ messages }) => messages.map((m) => <li key={m.id} />)', options: [{ ignoreFiles: ['^support/'] }] },
    { name: 'a story', ...jsx, filename: 'Chat.stories.tsx', code: 'const Chat = ({ messages }) => messages.map((m) => <li key={m.id} />)' },
    { name: 'a string that is repeated', code: 'import { repeat } from "lodash"; export const line = repeat(messages, 3)' },
    { name: 'Vue: a computed window', ...vue, filename: 'Chat.vue', code: '<script setup>import { computed } from "vue"; const messages = computed(() => store.all.slice(-50))</script><template><p v-for="m in messages" :key="m.id" /></template>' },
    { name: 'Vue: an array that is kept short', ...vue, filename: 'Chat.vue', code: '<script setup>const logs = ref([]); const add = (l) => { logs.value = [...logs.value, l].slice(-100) }</script><template><p v-for="l in logs" :key="l.id" /></template>' },
    { name: 'Vue: the messages of each thread', ...vue, filename: 'Threads.vue', code: '<script setup>defineProps(["threads"])</script><template><div v-for="t in threads" :key="t.id"><p v-for="m in t.messages" :key="m.id" /></div></template>' },
    { name: 'Vue: options', ...vue, filename: 'Chat.vue', code: '<template><select><option v-for="m in messages" :key="m.id" /></select></template>' },
    { name: 'Vue: a scroller that recycles', ...vue, filename: 'Chat.vue', code: '<template><RecycleScroller><p v-for="m in messages" :key="m.id" /></RecycleScroller></template>' },
    { name: 'Svelte: a derived window', ...svelte, code: '<script>export let all = []; $: messages = all.slice(-50)</script>{#each messages as m (m.id)}<p>{m.text}</p>{/each}' },
    { name: 'Svelte: the messages of each group', ...svelte, code: '<script>export let days = []</script>{#each days as day}<div>{#each day.messages as m}<p>{m.text}</p>{/each}</div>{/each}' },
  ],
  invalid: [
    { name: 'a prop, mapped', ...jsx, code: 'const Chat = ({ messages }) => <ol>{messages.map((m) => <li key={m.id} />)}</ol>', errors: errors('.map(…)', 'messages') },
    { name: 'in a ternary, from a block body that returns in two places', ...jsx, code: 'const Chat = (p) => p.busy ? <Spinner /> : p.messages.map((m) => { if (m.mine) return <Mine key={m.id} />; return <Theirs key={m.id} /> })', errors: errors('.map(…)', 'messages') },
    { name: 'filtered, not cut', ...jsx, code: 'const Chat = (p) => <ol>{p.state.chatHistory.filter((h) => h.role !== "system").map((h) => <li key={h.id} />)}</ol>', errors: errors('.map(…)', 'chatHistory') },
    { name: 'a copy, reversed', ...jsx, code: 'const Chat = ({ msgs }) => [...msgs].reverse().map((m) => <li key={m.id} />)', errors: errors('.map(…)', 'msgs') },
    { name: 'a memo that only filters', ...jsx, code: 'function Chat({ messages }) { const visibleMessages = useMemo(() => messages.filter((m) => m.text.trim()), [messages]); return <>{visibleMessages.map((m) => <li key={m.id} />)}</> }', errors: errors('.map(…)', 'visibleMessages') },
    {
      name: 'a slice that only tells a row what came before it', ...jsx,
      code: 'function Chat({ messages }) { const renderedMessages = useMemo(() => dropDrafts({ messages }), [messages]); return <>{renderedMessages.map((m, at) => <Row key={m.id} before={renderedMessages.slice(0, at)} />)}</> }',
      errors: errors('.map(…)', 'renderedMessages'),
    },
    { name: 'grouped first', ...jsx, code: 'function Transcript({ messages }) { const groupedMessages = useMemo(() => groupByAuthor(messages), [messages]); return groupedMessages.map((g) => <Group key={g.id} />) }', errors: errors('.map(…)', 'groupedMessages') },
    { name: 'state that only grows', ...jsx, code: 'function Log() { const [logs, setLogs] = useState([]); listen((l) => setLogs((known) => [...known, l])); return logs.map((l) => <p key={l.id} />) }', errors: errors('.map(…)', 'logs') },
    { name: 'history in a chat', ...jsx, code: 'export function ChatView() { const { history } = useStore(); return history.map((h) => <li key={h.id} />) }', errors: errors('.map(…)', 'history') },
    { name: 'entries of a class component', ...jsx, code: 'class ChatLog extends Component { render() { return <ol>{this.props.entries.map((e) => <li key={e.id} />)}</ol> } }', errors: errors('.map(…)', 'entries') },
    { name: 'Solid: For', ...jsx, code: 'const List = () => <For each={session.userMessages()}>{(m) => <Turn id={m.id} />}</For>', errors: errors('<For>', 'userMessages') },
    { name: 'Solid: Index', ...jsx, code: 'const List = (p) => <Index each={p.transcript}>{(m) => <p>{m().text}</p>}</Index>', errors: errors('<Index>', 'transcript') },
    { name: 'Solid: an accessor of the store', ...jsx, code: 'const List = (p) => { const messages = () => store.message[p.id] ?? []; return <For each={messages()}>{(m) => <p />}</For> }', errors: errors('<For>', 'messages') },
    { name: 'Lit: repeat', code: 'import { repeat } from "lit/directives/repeat.js"; export const log = (logs) => html`<ol>${repeat(logs, (l) => l.id, (l) => html`<li>${l}</li>`)}</ol>`', errors: errors('repeat(…)', 'logs') },
    { name: 'Lit: a map of templates', code: 'class X extends LitElement { render() { return html`${this.messages.map((m) => html`<li>${m}</li>`)}` } }', errors: errors('.map(…)', 'messages') },
    { name: 'Lit: items of an element that is the list', code: 'import { repeat } from "lit/directives/repeat.js"; class MessageList extends LitElement { render() { const items = this.build(); return html`${repeat(items, (i) => i.key, (i) => i.template)}` } }', errors: errors('repeat(…)', 'items') },
    { name: 'Vue: v-for over a prop', ...vue, filename: 'Chat.vue', code: '<script setup>defineProps(["messages"])</script><template><p v-for="m in messages" :key="m.id" /></template>', errors: errors('v-for', 'messages') },
    { name: 'Vue: a log by its component', ...vue, filename: 'RealtimeLog.vue', code: '<template><LogEntry v-for="(entry, at) in log" :key="at" :entry="entry" /></template>', errors: errors('v-for', 'log') },
    { name: 'Vue: a computed that filters', ...vue, filename: 'Chat.vue', code: '<script setup>import { computed } from "vue"; const visibleMessages = computed(() => store.all.filter((m) => m.text))</script><template><p v-for="m in visibleMessages" :key="m.id" /></template>', errors: errors('v-for', 'visibleMessages') },
    { name: 'Svelte: each over a prop', ...svelte, code: '<script>export let messages = []</script>{#each messages as m (m.id)}<p>{m.text}</p>{/each}', errors: errors('{#each}', 'messages') },
    { name: 'Svelte: each over a store', ...svelte, code: '<script>import { chat } from "./chat"; const { messages } = chat</script>{#each $messages as m (m.id)}<p>{m.text}</p>{/each}', errors: errors('{#each}', 'messages') },
    { name: 'a name of the project', ...jsx, code: 'const Call = ({ utterances }) => utterances.map((u) => <li key={u.id} />)', options: [{ lists: ['utterances'] }], errors: errors('.map(…)', 'utterances') },
  ],
})
