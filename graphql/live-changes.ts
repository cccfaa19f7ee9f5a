import { createPubSub } from 'graphql-yoga'
import pg from 'pg'
import type { Logger } from 'pino'

/** Tells who listens that a session changed, from whatever process the change came. */
export interface LiveChanges {
  /** Yields at every change; what changed is to be read anew. */
  subscribe(tenantId: string, sessionId: string): AsyncIterable<true>
  /** Yields when anything of the tenant changed, once a second at most. */
  subscribeToAll(tenantId: string): AsyncIterable<true>
  close(): Promise<void>
}

/**
 * One listening connection for the process (Postgres LISTEN, channel `session_changed`, payload `tenant:session`).
 * After a lost connection every listener is told to look again, since changes may have gone by unheard.
 */
export async function listenForChanges(
  url: string,
  log: Logger,
  retryMs = 1000,
): Promise<LiveChanges> {
  const topics = createPubSub<Record<string, [true]>>()
  const listening = new Map<string, number>()
  const soon = new Map<string, NodeJS.Timeout>()
  let client: pg.Client | null = null
  let closed = false
  let retry: NodeJS.Timeout | null = null

  async function connect(): Promise<void> {
    const fresh = new pg.Client({ connectionString: url, keepAlive: true })
    let isLost = false
    // a connection is lost once, in however many ways it says so: else each loss would make two of one
    const lose = () => {
      if (isLost) return
      isLost = true
      if (client === fresh) client = null
      fresh.end().catch(() => undefined)
      if (!closed) retry = setTimeout(() => void connect().catch(() => undefined), retryMs)
    }
    fresh.on('notification', ({ payload }) => {
      if (payload === undefined) return
      if (listening.has(payload)) topics.publish(payload, true)
      publishSoon(payload.slice(0, payload.indexOf(':')))
    })
    fresh.on('error', () => {
      log.warn({ code: 'LISTENING_LOST' })
      lose()
    })
    fresh.on('end', lose)
    try {
      await fresh.connect()
      await fresh.query('listen session_changed')
    } catch (error) {
      lose()
      throw error
    }
    client = fresh
    for (const topic of listening.keys()) topics.publish(topic, true)
  }

  /** A busy company's changes are told together: who listens looks everything up anew. */
  function publishSoon(tenantId: string): void {
    if (!listening.has(tenantId) || soon.has(tenantId)) return
    const timer = setTimeout(() => {
      soon.delete(tenantId)
      topics.publish(tenantId, true)
    }, togetherMs)
    soon.set(tenantId, timer)
  }

  async function close(): Promise<void> {
    closed = true
    for (const timer of soon.values()) clearTimeout(timer)
    if (retry) clearTimeout(retry)
    await client?.end()
  }

  try {
    await connect()
  } catch (error) {
    await close()
    throw error
  }
  return {
    subscribe(tenantId, sessionId) {
      const topic = `${tenantId}:${sessionId}`
      return counted(listening, topic, () => topics.subscribe(topic))
    },
    subscribeToAll: (tenantId) => counted(listening, tenantId, () => topics.subscribe(tenantId)),
    close,
  }
}

const togetherMs = 1000

/** Keeps the number of listeners of a topic while an iteration lasts. */
function counted(
  listening: Map<string, number>,
  topic: string,
  open: () => AsyncIterable<true>,
): AsyncIterable<true> {
  return {
    [Symbol.asyncIterator]() {
      listening.set(topic, (listening.get(topic) ?? 0) + 1)
      const inner = open()[Symbol.asyncIterator]()
      let ended = false
      const end = () => {
        if (ended) return
        ended = true
        const left = (listening.get(topic) ?? 1) - 1
        if (left > 0) listening.set(topic, left)
        else listening.delete(topic)
      }
      return {
        next: () => inner.next(),
        async return() {
          end()
          await inner.return?.()
          return { done: true, value: undefined }
        },
      }
    },
  }
}
