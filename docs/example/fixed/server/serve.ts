import { EventEmitter } from 'node:events'

import { Connections } from './connections'

const connections = new Connections()

/** Tells of each connection that the web socket server accepts. */
export const server = new EventEmitter()

server.on('connection', (socket) => {
  connections.accept(socket)
})
