import sharp from 'sharp'
import { z } from 'zod'
import { appendAudit } from '../../db/audit.ts'
import { getBlob } from '../../db/blobs.ts'
import { withTenant, type Trx } from '../../db/client.ts'
import { splitFrames, unpackFrame } from '../../db/frames.ts'
import { heldCaptures, maskingTasksById } from '../../db/reads/masking.ts'
import { sessionsById } from '../../db/reads/sessions.ts'
import { notePersonViews } from '../../db/settings/person-views.ts'
import { readUpload } from '../../db/uploads.ts'
import { DomainError } from '../../domain/errors.ts'
import { permissions } from '../auth/permissions.ts'
import type { MemberPrincipal } from '../auth/principals.ts'
import type { Dependencies } from '../dependencies.ts'

export const heldAddressSchema = z.object({
  tenantId: z.string(),
  holderId: z.string(),
  taskId: z.string(),
  captureId: z.string(),
  frame: z.number().int().min(0),
})
type HeldAddress = Readonly<z.infer<typeof heldAddressSchema>>

const addressLifeMs = 300_000

/** An address of one frame that waits to be masked, for the operator who holds it, good for five minutes at most. */
export function heldPictureAddress(
  { tokens, clock, publicUrl }: Pick<Dependencies, 'tokens' | 'clock' | 'publicUrl'>,
  { tenantId, id: holderId }: Pick<MemberPrincipal, 'tenantId' | 'id'>,
  picture: Omit<HeldAddress, 'tenantId' | 'holderId'>,
): string {
  const expiresAt = new Date(clock().getTime() + addressLifeMs)
  return `${publicUrl}/images/${tokens.seal('image', { tenantId, holderId, ...picture }, expiresAt)}`
}

/**
 * The photograph as far as it was not masked before, upright and without metadata. Only while the one for whom the address was
 * made holds the task; the view goes on record before the first byte leaves.
 * @throws DomainError `NOT_FOUND`
 */
export async function openHeldPicture(
  { db, keyring, store, clock }: Dependencies,
  { tenantId, holderId, taskId, captureId, frame }: HeldAddress,
): Promise<Buffer> {
  const { capture, session } = await withTenant(db, tenantId, async (trx) => {
    const task = (await maskingTasksById(trx, [taskId])).get(taskId)
    const until = task?.status === 'ASSIGNED' && task.assigneeId === holderId && task.leaseExpiresAt
    if (!until || until <= clock() || !(await stillMasks(trx, holderId)))
      throw new DomainError('NOT_FOUND', 'no such picture')
    return {
      capture: (await heldCaptures(trx, taskId)).find(({ id }) => id === captureId),
      session: (await sessionsById(trx, [task.sessionId], null)).get(task.sessionId),
    }
  })
  if (!capture || !session) throw new DomainError('NOT_FOUND', 'no such picture')
  const sessionId = session.id
  const box = await keyring.sessionBox(tenantId, sessionId, session.wrappedKey)
  const place = { store, box, tenantId, sessionId }
  const { maskedKey, slot, originalKey } = capture
  const ticketId = originalKey.split('/').at(-1) ?? ''
  const bytes = maskedKey
    ? unpackFrame(await getBlob({ ...place, kind: 'MASKED' }, maskedKey), frame)
    : splitFrames(await readUpload({ ...place, slot, ticketId }), capture.frames)[frame]
  if (!bytes) throw new DomainError('NOT_FOUND', 'no such frame')
  const at = clock()
  await withTenant(db, tenantId, async (trx) => {
    await appendAudit(trx, tenantId, {
      at,
      actor: { kind: 'MEMBER', id: holderId },
      action: 'picture.viewed',
      subjectKind: 'verification_session',
      subjectId: sessionId,
      detail: { captureId, variant: maskedKey ? 'MASKED' : 'ORIGINAL', frame, taskId },
    })
    const viewer = { viewerKind: 'MEMBER', viewerId: holderId } as const
    const view = { sessionId, why: 'MASKING', grounds: taskId, kinds: ['PICTURES'] } as const
    await notePersonViews(trx, tenantId, [{ ...viewer, ...view }], at)
  })
  // as it is decoded when the masks are burnt in: shapes are drawn in fractions of the upright picture
  return sharp(bytes)
    .autoOrient()
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .jpeg({ quality: 92 })
    .toBuffer()
}

/** Who was shut out, or masks no more, sees nothing from that moment on, whether the task was given back already or not. */
async function stillMasks(trx: Trx, memberId: string): Promise<boolean> {
  const member = await trx
    .selectFrom('members')
    .select('roles')
    .where('id', '=', memberId)
    .where('disabledAt', 'is', null)
    .executeTakeFirst()
  return permissions['masking.work'].roles.some((role) => member?.roles.includes(role))
}
