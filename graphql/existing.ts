import { DomainError } from '../domain/errors.ts'

/** A row that a foreign key holds, so that it is there. @throws DomainError `UNEXPECTED` */
export function existing<T>(row: T | null): T {
  if (row === null) throw new DomainError('UNEXPECTED', 'a row that must exist does not')
  return row
}
