import { createInterface } from 'node:readline'
import { constants } from 'node:os'
import { processMark } from './process-mark.ts'

// Started by guard.ts. Lines of `pid signal` come in; when they end, whatever of it still runs is ended, last first.
const watched: { readonly pid: number; readonly signal: number; readonly mark: string | null }[] =
  []
const signals: Readonly<Record<string, number>> = constants.signals
let released = false
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'release') {
    released = true
    continue
  }
  const [pid = '', signal = ''] = line.split(' ')
  const mark = processMark(Number(pid))
  if (mark !== null) watched.push({ pid: Number(pid), signal: signals[signal] ?? 15, mark })
}

for (const { pid, signal, mark } of released ? [] : watched.toReversed()) {
  const runs = () => mark !== null && processMark(pid) === mark
  const endMs = Date.now() + 5000
  if (runs()) kill(pid, signal)
  while (runs()) {
    if (Date.now() > endMs) kill(pid, constants.signals.SIGKILL)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function kill(pid: number, signal: number): void {
  try {
    process.kill(pid, signal)
  } catch {
    // ended by itself meanwhile
  }
}
