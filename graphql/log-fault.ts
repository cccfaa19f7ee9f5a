import type { Logger } from 'pino'
import { isDomainError } from '../domain/errors.ts'

/**
 * Puts an unexpected failure into the log: what it is and where it came from. Its message stays out, since a driver may
 * quote somebody's data in it.
 */
export function logFault(log: Logger, error: unknown, place: Readonly<Record<string, string>>) {
  const causes: object[] = []
  for (let each = error; each instanceof Error && causes.length < 4; each = each.cause) {
    causes.push({
      name: each.name,
      code: isDomainError(each) ? each.code : Reflect.get(each, 'code'),
      at: each.stack
        ?.split('\n')
        .filter((line) => /^\s+at /.test(line))
        .slice(0, 8)
        .map((line) => line.trim()),
    })
  }
  log.error({ code: 'UNEXPECTED', ...place, causes })
}
