import { afterAll, describe, expect, it } from 'vitest'

import { removePrograms, reportsOfProgram } from '../support/linted-program.ts'

afterAll(removePrograms)

/** A provider that keeps what was said of each message. */
const notes = `// === notes.tsx
import { createContext, useState } from 'react'
export const Notes = createContext(null)
export function NotesProvider({ children }) {
  const [notes, setNotes] = useState<Record<string, { text: string; parts: string[] }>>({})
  const add = (messageId: string, text: string) => setNotes((before) => ({ ...before, [messageId]: { text, parts: [] } }))
  return <Notes.Provider value={{ notes, add }}>{children}</Notes.Provider>
}
// === history.tsx
import { memo } from 'react'
import { NotesProvider } from './notes'
export default memo(function ({ messages }) { return <NotesProvider>{messages}</NotesProvider> })
// === chat.tsx
import History from './history'
export function Chat({ messages }) { return <main><History messages={messages} /></main> }
`

describe('a record in the state of a component', () => {
  it('is reported where the component is one for all chats', () => {
    expect(reportsOfProgram(`${notes}// === page.tsx\nimport { Chat } from './chat'\nexport const Page = ({ chat }) => <Chat messages={chat.messages} />\n`)).toHaveLength(1)
  })

  it('is silent where a parent is another one for each chat: its key tells', () => {
    expect(reportsOfProgram(`${notes}// === page.tsx\nimport { Chat } from './chat'\nexport const Page = ({ chat }) => <Chat key={chat.id} messages={chat.messages} />\n`)).toEqual([])
  })

  it('is reported where the key is a constant, or another place shows it without one', () => {
    const page = `${notes}// === page.tsx\nimport { Chat } from './chat'\nexport const Page = ({ chat }) => <Chat key="chat" messages={chat.messages} />\n`
    expect(reportsOfProgram(page)).toHaveLength(1)
    expect(reportsOfProgram(`${page.replace('"chat"', '{chat.id}')}// === popup.tsx\nimport { Chat } from './chat'\nexport const Popup = ({ chat }) => <Chat messages={chat.messages} />\n`)).toHaveLength(1)
  })

  it('is silent where it is a set of what was told once', () => {
    expect(reportsOfProgram(`// === told.tsx
import { useRef } from 'react'
export function useTold(): (sessionId: string) => void {
  const told = useRef(new Set<string>())
  return (sessionId) => { if (!told.current.has(sessionId)) { told.current.add(sessionId); beep() } }
}
`)).toEqual([])
  })
})
