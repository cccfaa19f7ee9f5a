import type { ServerResponse } from 'node:http'
import { z } from 'zod'
import { appendAudit } from '../../db/audit.ts'
import { getBlob } from '../../db/blobs.ts'
import { withTenant } from '../../db/client.ts'
import { unpackFrame } from '../../db/frames.ts'
import { capturesById } from '../../db/reads/attempts.ts'
import { sessionsById } from '../../db/reads/sessions.ts'
import { notePersonViews } from '../../db/settings/person-views.ts'
import { DomainError } from '../../domain/errors.ts'
import { viewReasons } from '../../domain/personal-data.ts'
import type { MemberPrincipal, Principal } from '../auth/principals.ts'
import { actorOf } from '../context.ts'
import type { Dependencies } from '../dependencies.ts'
import type { Grounds } from '../sight.ts'
import { watermark } from '../watermark.ts'
import { heldAddressSchema, openHeldPicture } from './held-picture.ts'
import { replyError } from './reply.ts'

const pictureSchema = z.object({
  sessionId: z.string(),
  captureId: z.string(),
  variant: z.enum(['MASKED', 'RECTIFIED']),
  frame: z.number().int().min(0),
})
/** What an image address opens: one frame of one masked capture. */
export type PictureAsked = Readonly<z.infer<typeof pictureSchema>>

const addressSchema = z.object({
  tenantId: z.string(),
  viewer: z.object({ kind: z.enum(['MEMBER', 'API_KEY']), id: z.string() }),
  picture: pictureSchema,
  grounds: z.object({ why: z.enum(viewReasons), id: z.string() }),
  held: z.object({ caseId: z.string(), partnerId: z.string() }).optional(),
})

const addressLifeMs = 300_000

/** An address of one masked picture, good for five minutes, or until what allows it ends; what it names is sealed, so a log that holds it tells nothing. */
export function imageAddress(
  { tokens, clock, publicUrl }: Pick<Dependencies, 'tokens' | 'clock' | 'publicUrl'>,
  principal: Principal,
  { why, id, until }: Grounds,
  picture: PictureAsked,
): string {
  const { tenantId } = principal
  const content = { tenantId, viewer: actorOf(principal), grounds: { why, id }, picture }
  const expiresAtMs = clock().getTime() + addressLifeMs
  const expiresAt = new Date(Math.min(expiresAtMs, until?.getTime() ?? Infinity))
  return `${publicUrl}/images/${tokens.seal('image', content, expiresAt)}`
}

/** The same for a partner's member: the case must lie in their hands still when the picture is fetched, and bears their name. */
export function partnerImageAddress(
  { tokens, clock, publicUrl }: Pick<Dependencies, 'tokens' | 'clock' | 'publicUrl'>,
  member: MemberPrincipal,
  caseId: string,
  picture: PictureAsked,
): string {
  const { tenantId, partnerId } = member
  const grounds = { why: 'PARTNER', id: caseId } as const
  const held = { caseId, partnerId }
  const content = { tenantId, viewer: actorOf(member), grounds, picture, held }
  const expiresAt = new Date(clock().getTime() + addressLifeMs)
  return `${publicUrl}/images/${tokens.seal('image', content, expiresAt)}`
}

/** GET /images/:token. The view goes on record before the first byte leaves. */
export function createImageRoute(dependencies: Dependencies) {
  const { tokens, db, keyring, store, clock } = dependencies
  return async (response: ServerResponse, token: string): Promise<void> => {
    const opened = tokens.open('image', token, z.union([addressSchema, heldAddressSchema]))
    if (opened.state !== 'VALID') {
      replyError(response, new DomainError('NOT_FOUND', 'the address is over; ask for another one'))
      return
    }
    try {
      const { content } = opened
      const frame = await ('picture' in content
        ? openPicture(content)
        : openHeldPicture(dependencies, content))
      response.writeHead(200, {
        'content-type': 'image/jpeg',
        'content-length': frame.length,
        'cache-control': 'no-store',
        'cross-origin-resource-policy': 'same-origin',
      })
      response.end(frame)
    } catch (error) {
      if (!(error instanceof DomainError) || error.code === 'SEAL_BROKEN') throw error
      replyError(response, error)
    }
  }

  async function openPicture({
    tenantId,
    viewer,
    grounds,
    picture: { sessionId, captureId, variant, frame },
    held,
  }: z.infer<typeof addressSchema>): Promise<Buffer> {
    if (held) await mustBeHeld(tenantId, viewer.id, held)
    const { capture, session } = await withTenant(db, tenantId, async (trx) => ({
      capture: (await capturesById(trx, [captureId])).get(captureId),
      session: (await sessionsById(trx, [sessionId], null)).get(sessionId),
    }))
    const key = variant === 'MASKED' ? capture?.maskedKey : capture?.rectifiedKey
    if (!key || !session) throw new DomainError('NOT_FOUND', 'no such picture')
    const box = await keyring.sessionBox(tenantId, sessionId, session.wrappedKey)
    const packed = await getBlob({ store, box, tenantId, sessionId, kind: variant }, key)
    const jpeg = unpackFrame(packed, frame)
    const at = clock()
    const view = { sessionId, viewerKind: viewer.kind, viewerId: viewer.id } as const
    await withTenant(db, tenantId, async (trx) => {
      await appendAudit(trx, tenantId, {
        at,
        actor: viewer,
        action: 'picture.viewed',
        subjectKind: 'verification_session',
        subjectId: sessionId,
        detail: { captureId, variant, frame, why: grounds.why },
      })
      await notePersonViews(
        trx,
        tenantId,
        [{ ...view, why: grounds.why, grounds: grounds.id, kinds: ['PICTURES'] }],
        at,
      )
    })
    return held ? watermark(jpeg, viewer.id, clock()) : jpeg
  }

  /** @throws DomainError `NOT_FOUND`: called back, or the lease has run out */
  async function mustBeHeld(
    tenantId: string,
    memberId: string,
    { caseId, partnerId }: { readonly caseId: string; readonly partnerId: string },
  ): Promise<void> {
    const row = await withTenant(db, tenantId, async (trx) => {
      const heldIn = (table: 'cases' | 'knownReviews') =>
        trx
          .selectFrom(table)
          .select('id')
          .where('id', '=', caseId)
          .where('partnerId', '=', partnerId)
          .where('assigneeId', '=', memberId)
          .where('leaseExpiresAt', '>', clock())
          .executeTakeFirst()
      return (await heldIn('cases')) ?? (await heldIn('knownReviews'))
    })
    if (!row) throw new DomainError('NOT_FOUND', 'no such picture')
  }
}
