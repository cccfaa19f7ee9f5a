import { existsSync, readFileSync, rmSync } from 'node:fs'
import { z } from 'zod'
import { processMark } from './process-mark.ts'
import { writePrivate } from './private-file.ts'

const ranSchema = z.object({ name: z.string(), pid: z.number().int(), mark: z.string() })
const recordSchema = z.object({ supervisor: ranSchema, children: z.array(ranSchema) })
export type Ran = z.infer<typeof ranSchema>

/** Who runs on this data folder, kept in a file so that the next start finds what a killed one left behind. */
export interface RunRecord {
  note(name: string, pid: number): void
  clear(): void
}

/** Another start is at work on the same data folder. */
export class AlreadyRunning extends Error {
  override readonly name = 'AlreadyRunning'
}

/**
 * Takes the data folder for this process, after ending what an earlier start left running.
 * @throws AlreadyRunning while that earlier start is alive
 */
export async function takeRun(
  path: string,
  say: (line: string) => void,
  graceMs = 8000,
): Promise<RunRecord> {
  const before = readRecord(path)
  if (before && before.supervisor.pid !== process.pid && isSame(before.supervisor)) {
    throw new AlreadyRunning(
      `Kakunin runs here already (process ${before.supervisor.pid}). Stop it with Ctrl-C, or use another checkout.`,
    )
  }
  for (const child of (before?.children ?? []).toReversed()) await endLeftover(child, say, graceMs)

  const supervisor = ran('start', process.pid)
  const children = new Map<string, Ran>()
  const save = () =>
    writePrivate(path, JSON.stringify({ supervisor, children: [...children.values()] }))
  save()
  return {
    note(name, pid) {
      children.set(name, ran(name, pid))
      save()
    },
    clear: () => rmSync(path, { force: true }),
  }
}

function readRecord(path: string): z.infer<typeof recordSchema> | null {
  if (!existsSync(path)) return null
  try {
    return recordSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    // cut off in the middle of writing: nothing is known, and nothing is ended on a guess
    return null
  }
}

const ran = (name: string, pid: number): Ran => ({ name, pid, mark: processMark(pid) ?? '' })

const isSame = ({ pid, mark }: Ran): boolean => mark !== '' && processMark(pid) === mark

async function endLeftover(
  child: Ran,
  say: (line: string) => void,
  graceMs: number,
): Promise<void> {
  if (!isSame(child)) return
  say(`ending ${child.name} (process ${child.pid}), left over from a start that was killed`)
  process.kill(child.pid, child.name === 'postgres' ? 'SIGINT' : 'SIGTERM')
  const endMs = Date.now() + graceMs
  while (isSame(child)) {
    if (Date.now() > endMs) process.kill(child.pid, 'SIGKILL')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
