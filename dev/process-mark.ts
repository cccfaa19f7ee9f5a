import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * What tells one process from a later one with the same id: the moment it started.
 * @returns null when no such process runs
 */
export function processMark(pid: number): string | null {
  if (process.platform === 'linux') {
    try {
      // proc_pid_stat(5): the name in brackets may hold blanks; field 3 is the state, 22 the start in ticks since boot
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
      return fields[0] === 'Z' ? null : (fields[19] ?? null)
    } catch {
      return null
    }
  }
  const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
  return stdout?.trim() || null
}
