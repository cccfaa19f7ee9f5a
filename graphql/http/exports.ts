import type { ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { methods } from '../../domain/method.ts'
import { DomainError } from '../../domain/errors.ts'
import { dayInJapan } from '../../domain/regulation.ts'
import { sessionStatuses } from '../../domain/session-state.ts'
import type { SessionFilter } from '../../db/reads/sessions.ts'
import { encoders, type CsvEncoding } from '../csv/encodings.ts'
import { readRows } from '../csv/read-rows.ts'
import { writeCsv } from '../csv/write-csv.ts'
import type { Dependencies } from '../dependencies.ts'
import { replyError } from './reply.ts'

const addressSchema = z.object({
  tenantId: z.string(),
  encoding: z.enum(['UTF8_BOM', 'UTF8', 'CP932']),
  filter: z.object({
    statuses: z.array(z.enum(sessionStatuses)).optional(),
    methods: z.array(z.enum(methods)).optional(),
    externalIdIndex: z
      .base64()
      .transform((text) => Buffer.from(text, 'base64'))
      .optional(),
    createdFrom: z.coerce.date().optional(),
    createdTo: z.coerce.date().optional(),
    sandbox: z.boolean().nullable(),
  }),
})

const addressLifeMs = 300_000

/** The address of one export; tenant and filter are sealed into it. */
export function exportAddress(
  { tokens, clock, publicUrl }: Pick<Dependencies, 'tokens' | 'clock' | 'publicUrl'>,
  wanted: {
    readonly tenantId: string
    readonly encoding: CsvEncoding
    readonly filter: SessionFilter
  },
): { url: string; expiresAt: Date } {
  const expiresAt = new Date(clock().getTime() + addressLifeMs)
  const filter = {
    ...wanted.filter,
    externalIdIndex: wanted.filter.externalIdIndex?.toString('base64'),
  }
  const token = tokens.seal('export', { ...wanted, filter }, expiresAt)
  return { url: `${publicUrl}/exports/${token}`, expiresAt }
}

/** GET /exports/:token. Rows leave as they are read; who goes away ends the reading. */
export function createExportRoute({ tokens, db, keyring, clock }: Dependencies) {
  return async (response: ServerResponse, token: string): Promise<void> => {
    const opened = tokens.open('export', token, addressSchema)
    if (opened.state !== 'VALID') {
      replyError(response, new DomainError('NOT_FOUND', 'the address is over; ask for another one'))
      return
    }
    const { tenantId, encoding, filter } = opened.content
    const day = dayInJapan(clock())
    response.writeHead(200, {
      'content-type': `text/csv; charset=${encoders[encoding].charset}; header=present`,
      'content-disposition': `attachment; filename="verification-sessions-${day}.csv"`,
      'cache-control': 'no-store',
    })
    await pipeline(writeCsv(readRows({ db, keyring }, tenantId, filter), encoding), response)
  }
}
