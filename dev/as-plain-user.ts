import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readFileSync } from 'node:fs'

/** What to spawn, and as whom where we are root. */
export interface PlainCommand {
  readonly program: string
  readonly args: readonly string[]
  readonly options: { readonly uid?: number; readonly gid?: number }
}

/**
 * Postgres refuses to run as root. Where we are root, a user namespace shows it another number while files stay
 * reachable, whoever owns the folders above (`unshare`, Linux). Where namespaces are forbidden (many containers), the
 * command runs as the system's user `postgres` or `nobody`, who gets `folder`. Elsewhere it stays as it is.
 * @throws Error with the ways out, where neither works
 */
export function asPlainUser(
  program: string,
  args: readonly string[],
  folder: string,
): PlainCommand {
  if (process.getuid?.() !== 0) return { program, args, options: {} }
  const flags = ['--user', '--map-user=1000', '--map-group=1000']
  if (spawnSync('unshare', [...flags, 'true']).status === 0) {
    return { program: 'unshare', args: [...flags, program, ...args], options: {} }
  }
  const user = systemUser('postgres') ?? systemUser('nobody')
  if (user) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    chownSync(folder, user.uid, user.gid)
    const reaches = (command: string, ...rest: string[]) =>
      spawnSync(command, rest, { ...user, cwd: '/' }).status === 0
    if (reaches(program, '--version') && reaches('test', '-w', folder)) {
      return { program, args, options: user }
    }
  }
  throw new Error(
    'Postgres does not run as root, this machine makes no user namespaces (unshare), and the users postgres and ' +
      `nobody can't reach ${folder}. Put the checkout where every user may look, start as a plain user, ` +
      'or set DATABASE_OWNER_URL to a Postgres 18 that is already there.',
  )
}

function systemUser(name: string): { readonly uid: number; readonly gid: number } | null {
  if (!existsSync('/etc/passwd')) return null
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = (line ?? '').split(':')
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null
}
