import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** A free TCP port of 127.0.0.1; `wished` if it is free. */
export async function freePort(wished = 0): Promise<number> {
  try {
    return await tryPort(wished)
  } catch (error) {
    if (wished === 0) throw error
    return tryPort(0)
  }
}

/** A free port below 32,768: Temporal keeps its membership ports in a `smallint`. */
export async function freeLowPort(wished = randomInt(20_000, 32_000)): Promise<number> {
  for (let wish = wished; ; wish = randomInt(20_000, 32_000)) {
    const port = await freePort(wish)
    if (port < 32_768) return port
  }
}

/** Whether this very port of 127.0.0.1 can be had now. */
export async function isFree(port: number): Promise<boolean> {
  return tryPort(port).then(
    () => true,
    () => false,
  )
}

function tryPort(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address
          ? resolve(address.port)
          : reject(new Error('no port was given')),
      )
    })
  })
}
