import { once } from 'node:events'
import type { Server } from 'node:http'

/** Resolves when the server answers; rejects when the port is taken. */
export async function listen(server: Server, port: number, host: string): Promise<void> {
  server.listen(port, host)
  // an 'error' rejects the wait
  await once(server, 'listening')
}
