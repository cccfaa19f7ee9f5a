import { spawnSync } from 'node:child_process'

/**
 * Postgres refuses to run as root. Where we are root, a user namespace shows it another number while files stay
 * reachable, whoever owns the folders above (`unshare`, Linux); elsewhere the command stays as it is.
 * @returns program and arguments to spawn
 * @throws Error with the ways out, where root can't make user namespaces
 */
export function asPlainUser(
  program: string,
  args: readonly string[],
): readonly [string, readonly string[]] {
  if (process.getuid?.() !== 0) return [program, args]
  const flags = ['--user', '--map-user=1000', '--map-group=1000']
  if (spawnSync('unshare', [...flags, 'true']).status !== 0) {
    throw new Error(
      'Postgres does not run as root, and this machine makes no user namespaces (unshare). ' +
        'Start as a plain user, or set DATABASE_OWNER_URL to a Postgres 18 that is already there.',
    )
  }
  return ['unshare', [...flags, program, ...args]]
}
