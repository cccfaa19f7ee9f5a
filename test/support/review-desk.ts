import sharp from 'sharp'
import { expect, vi } from 'vitest'
import type { VisionPool } from '../../activities/vision-pool.ts'
import type { FaceComparison } from '../../domain/findings.ts'
import { applyByApi, followLink, openByApi, operationHashes } from './api-applicant.ts'
import { goodFace } from './findings.ts'
import { scriptedVision } from './scripted-vision.ts'
import type { SignedIn, Stack } from './stack.ts'

const admin = operationHashes('admin')

/** One of the manager's own operations, as a member of the staff. */
export async function staffAsks(stack: Stack, who: SignedIn, operation: string, variables: object) {
  const answer = await stack.ask(who, admin.get(operation) ?? '', variables)
  if (!answer.data) throw new Error(`${operation}: ${JSON.stringify(answer.errors)}`)
  return answer.data
}

/** Faces that leave a doubt, so that a person has to look, on pictures that a browser can show. */
export async function doubtfulVision(): Promise<VisionPool> {
  const card = await picture(428, 270, '#e6e0cc')
  const person = await picture(360, 480, '#9fb4c4')
  const doubtful: FaceComparison = {
    ...goodFace,
    score: 0.4,
    farLevel: 'LOW',
    portraitBox: { x0: 0.7, y0: 0.35, x1: 0.92, y1: 0.75 },
    faceBox: { x0: 0.3, y0: 0.25, x1: 0.7, y1: 0.7 },
  }
  return scriptedVision({
    compareFaces: () => doubtful,
    maskCapture: ({ slot, frames }) => {
      const isCard = slot !== 'FACE' && slot !== 'LIVENESS'
      return {
        finding: isCard
          ? { slot, boxes: [], confident: true, by: { engine: 'test', model: null, version: '1' } }
          : null,
        masked: frames.map(() => (isCard ? card : person)),
        rectified: slot === 'FRONT' || slot === 'BACK' ? card : null,
        regions: [],
      }
    },
  })
}

const picture = (width: number, height: number, background: string): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer()

export interface WaitingCase {
  readonly externalId: string
  readonly sessionId: string
  readonly caseId: string
}

/** An application that has come to a case, by this reference. */
export async function waitingCase(
  stack: Stack,
  key: string,
  externalId: string,
): Promise<WaitingCase> {
  const { id, link } = await openByApi(stack, { key }, { externalId })
  await applyByApi(stack, await followLink(link))
  return vi.waitFor(async () => {
    const session = await sessionOf(stack, key, id)
    expect(session.status).toBe('IN_REVIEW')
    expect(session.case).not.toBeNull()
    return { externalId, sessionId: id, caseId: String(session.case.id) }
  }, 60_000)
}

export const sessionOf = async (stack: Stack, key: string, id: string) =>
  (
    await stack.ask(
      { key },
      `query ($id: ID!) { verificationSession(id: $id) {
        status case { id } askedSlots
        decisions { outcome decidedBy reasonCodes slots applicantMessage }
      } }`,
      { id },
    )
  ).data?.['verificationSession']
