import { words } from '../ast/names.ts'

/** Last words of a list that grows with every exchange of a conversation or every line of a log. */
const STRONG_NOUNS = new Set(['messages', 'msgs', 'transcript', 'turns', 'logs', 'loglines', 'transcripts'])

/** Last words that mean such a list only in a component of a conversation or a log: `history` of a `ChatPane`. */
const WEAK_NOUNS = new Set(['history', 'entries', 'events', 'log', 'records', 'conversation', 'thread', 'activities', 'exchanges', 'timeline'])

/** Last words that mean such a list only in a component that is the list itself: `items` of a `MessageList`. */
const BARE_NOUNS = new Set(['items', 'rows', 'groups', 'lines', 'list'])

const CONTEXT = new Set(['message', 'messages', 'chat', 'transcript', 'log', 'logs', 'console', 'stream', 'activity', 'trace', 'timeline', 'conversation', 'turn'])

/** Words that make it another list, or only a few of its entries. */
const BOUNDED_WORDS = new Set([
  'error', 'errors', 'validation', 'queued', 'queue', 'pending', 'quitting', 'recent', 'latest', 'last', 'first', 'top', 'preview', 'previews', 'selected', 'pinned', 'draft', 'drafts', 'suggested', 'suggestion', 'sample', 'mock', 'fake',
  'demo', 'placeholder', 'example', 'default', 'welcome', 'flash', 'toast', 'commit', 'warning', 'warnings', 'paged', 'page', 'paginated', 'windowed', 'window', 'virtual', 'virtualized', 'sliced', 'limited', 'truncated', 'capped', 'trimmed', 'unread',
  'help', 'starter', 'template', 'quick', 'canned', 'system', 'release', 'feature', 'success', 'alert', 'form', 'field', 'hint', 'tail', 'head', 'nearby', 'attachment', 'calendar', 'webhook', 'menu', 'option', 'options', 'column', 'columns', 'setting', 'settings', 'upcoming', 'highlighted', 'bookmarked', 'starred', 'tabs', 'nav', 'buffered', 'static', 'change', 'changelog', 'workout', 'deleted', 'failed',
])

/** What a list's name says: `whole` of a history; `weak` and `bare` when only the surroundings can tell; `no` otherwise. */
export function classifyListName(name: string): 'whole' | 'weak' | 'bare' | 'no' {
  const parts = words(name)
  const last = parts.at(-1)
  if (last === undefined || parts.some((part) => BOUNDED_WORDS.has(part))) return 'no'
  if (STRONG_NOUNS.has(last)) return 'whole'
  const isWeak = WEAK_NOUNS.has(last)
  if (!isWeak && !BARE_NOUNS.has(last)) return 'no'
  if (parts.length === 1) return isWeak ? 'weak' : 'bare'
  // `chatEntries`, `logLines`, but `apiEntries` is a table of something else.
  return parts.slice(0, -1).some((part) => CONTEXT.has(part)) ? 'whole' : 'no'
}

/** Does a component's or function's name speak of a conversation or a log: `ChatPane`, `LogViewer`? */
export function isListContextName(name: string): boolean {
  return words(name).some((part) => CONTEXT.has(part))
}

const CONVERSATIONS = new Set(['message', 'messages', 'chat', 'transcript', 'log', 'logs', 'console', 'conversation'])

const WHOLE_VIEWS = new Set(['list', 'lists', 'viewer', 'view', 'pane', 'panel', 'log', 'logs', 'thread', 'transcript', 'timeline', 'feed', 'console', 'window', 'area'])

/** Is a component of this name the conversation or log itself: `MessageList`, `LogViewer`, `ChatThread`? */
export function isWholeViewName(name: string): boolean {
  const parts = words(name)
  return parts.some((part) => CONVERSATIONS.has(part)) && WHOLE_VIEWS.has(parts.at(-1) ?? '')
}

const ENTRY_VIEWS = new Set(['turn', 'group', 'item', 'card', 'bubble', 'row', 'block', 'entry', 'message', 'tool', 'cell', 'section', 'tooltip', 'popover', 'run'])

const SETTING_VIEWS = new Set(['form', 'settings', 'setting', 'config', 'wizard', 'editor', 'builder', 'template', 'prompt', 'sidebar', 'version', 'versions'])

/** Does a component of this name draw one entry, so that its own lists are parts of it: `SessionTurn`, `MessageBubble`, `ToolGroupContainer`? */
export function isEntryViewName(name: string): boolean {
  const parts = words(name)
  if (parts.some((part) => SETTING_VIEWS.has(part))) return true
  return parts.slice(-2).some((part) => ENTRY_VIEWS.has(part)) && !WHOLE_VIEWS.has(parts.at(-1) ?? '')
}

/** What holds the lists of one entry: `group.messages`, `turn.events`. */
export function isEntryName(name: string): boolean {
  return ENTRY_VIEWS.has(words(name).at(-1) ?? '')
}

/** Components drawn once and gone, made of made-up data, or meant to hold everything: an export must have it all. */
const ONE_SHOT_WORDS = new Set(['quit', 'quitting', 'exit', 'export', 'exporter', 'print', 'printable', 'share', 'shared', 'skeleton', 'mock', 'story', 'demo', 'example', 'preview', 'playground', 'test', 'showcase', 'landing', 'marketing', 'screenshot', 'image', 'pdf', 'queue', 'queued', 'pending', 'selector', 'select', 'dropdown', 'menu', 'notification', 'notifications', 'toast', 'toaster', 'toasts', 'static'])

export function isOneShotName(name: string): boolean {
  return words(name).some((part) => ONE_SHOT_WORDS.has(part))
}

/** Words of a method, helper or hook that hands out only part of a list. */
const CUT_WORDS = new Set(['slice', 'splice', 'take', 'limit', 'limited', 'paginate', 'paginated', 'pagination', 'page', 'pages', 'window', 'windowed', 'virtual', 'virtualize', 'virtualizer', 'truncate', 'truncated', 'cap', 'capped', 'clamp', 'tail', 'head', 'recent', 'latest', 'last', 'chunk', 'infinite', 'ring', 'shift', 'prune', 'bounded'])

export function isCutName(name: string): boolean {
  return words(name).some((part) => CUT_WORDS.has(part))
}

/** Properties of a response that hold one page of it: `setMessages(data.items)`. */
export const PAGE_PROPERTIES: ReadonlySet<string> = new Set(['items', 'results', 'edges', 'nodes', 'page', 'hits'])

/** Packages that draw only what is on the screen. */
export const WINDOWING_MODULES: readonly string[] = [
  'react-window', 'react-window-infinite-loader', 'react-virtuoso', '@virtuoso.dev/message-list', 'react-virtualized', 'react-virtualized-auto-sizer', 'virtua', 'react-infinite-scroll-component', 'react-cool-virtual', 'react-tiny-virtual-list', 'viewport-list', 'rc-virtual-list',
  '@tanstack/react-virtual', '@tanstack/solid-virtual', '@tanstack/vue-virtual', '@tanstack/svelte-virtual', '@tanstack/lit-virtual', '@tanstack/virtual-core', 'react-virtual', 'solid-virtual', '@solid-primitives/virtual', 'vue-virtual-scroller', 'vue-virtual-scroll-list', 'vueuc',
  'svelte-virtual-list', 'svelte-tiny-virtual-list', 'svelte-virtual', '@sveltejs/svelte-virtual-list', '@lit-labs/virtualizer', '@lit-labs/virtualizer/virtualize.js', '@shopify/flash-list', '@legendapp/list', 'recyclerlistview', '@angular/cdk/scrolling', 'preact-virtual-list', 'masonic',
]

/**
 * Words that code beside the list uses when it shows it piece by piece: pages, "load more", a virtualizer of its own. Matched anywhere in
 * the file, since the state that cuts the list may stand far from where it is drawn.
 */
export const WINDOWING_SIGNS =
  /virtuali[sz]|virtuoso|virtualscroll|virtual-?list|useVirtual|useWindow(?:ed|ing)|windowed|FlatList|FlashList|LegendList|RecycleScroller|DynamicScroller|InfiniteScroll|IntersectionObserver|useInView|[lL]oad_?(?:More|Older|Earlier|Previous|Next)|[sS]how(?:More|All|Older|Earlier)|[fF]etch(?:Next|Previous|More|Older)|has_?(?:More|Next|Older|Previous|Earlier)|[pP]ageSize|[cC]urrentPage|[pP]aginat|[nN]extPage|[pP]revPage|pageIndex|pageNumber|canNext|[sS]etOffset|PAGE_SIZE|[vV]isible(?:Count|Range|Limit)|[rR]ender(?:Limit|Count|Window|Range)|[dD]isplay(?:Limit|Count)|\bMAX_[A-Z_]*(?:MESSAGES?|LOGS?|ENTRIES|EVENTS|ITEMS|TURNS|HISTORY|RENDERED|LOG_LINES)|\b(?:limit|take|last|first|maxItems|maxEntries|maxLines)\s*[:=]\s*["'{(]?\s*(?:\d|[A-Z][A-Z_]{2,}\b)|[?&]limit=/

/** Elements of a choice among few, not of a feed. */
export const CHOICE_ELEMENTS: ReadonlySet<string> = new Set(['option', 'SelectItem', 'MenuItem', 'CommandItem', 'DropdownMenuItem', 'ContextMenuItem', 'Tab', 'TabsTrigger', 'Radio', 'RadioGroupItem', 'Checkbox', 'Badge', 'Chip', 'Pill', 'Option', 'Select.Item', 'DropdownMenu.Item', 'Menu.Item', 'Dot', 'StatusDot'])
