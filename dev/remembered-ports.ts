import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { freePort, isFree } from './ports.ts'
import { writePrivate } from './private-file.ts'

const portsSchema = z.object({ api: z.number(), postgres: z.number(), temporal: z.number() })
export type Ports = z.infer<typeof portsSchema>

/** The port that was asked for belongs to somebody else. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken'
}

/**
 * The ports of the last start where they are free, else others; so links that were given out go on working.
 * @param asked `PORT`: a number is taken at its word, 0 or nothing leaves the choice
 * @throws PortTaken when `asked` is not free
 */
export async function choosePorts(path: string, asked: string | undefined): Promise<Ports> {
  const before = readPorts(path)
  const wanted = Number(asked || 0)
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65_535)
    throw new PortTaken('PORT: expected a number from 0 to 65535')
  if (wanted !== 0 && !(await isFree(wanted)))
    throw new PortTaken(`PORT: ${wanted} is taken; choose another, or 0 for any that is free`)

  const taken = new Set<number>()
  const choose = async (wish: number | undefined) => {
    let port = await freePort(wish)
    while (taken.has(port)) port = await freePort()
    taken.add(port)
    return port
  }
  const ports: Ports = {
    api: await choose(wanted || before?.api),
    postgres: await choose(before?.postgres),
    temporal: await choose(before?.temporal),
  }
  writePrivate(path, JSON.stringify(ports))
  return ports
}

function readPorts(path: string): Ports | null {
  try {
    return portsSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    // the first start
    return null
  }
}
