import { z } from 'zod'
import { resolutions } from '../../domain/case-state.ts'
import { slots } from '../../domain/method.ts'
import { isReasonCode, type ReasonCode } from '../../domain/reason-codes.ts'
import type { DecisionDraft } from './decision-draft.ts'

/**
 * What a reviewer has typed and not sent, so that a tab that is loaded again has it still. It may speak of a person, so it lies
 * in this tab's session storage as AES-GCM only; the key comes from the server with the case, for this member, and is kept
 * nowhere (decisions/18-drafts-in-the-tab.md).
 */
export interface DraftStore {
  keep(draft: DecisionDraft): Promise<void>
  /** Null: none, an old one, or another member's. */
  take(): Promise<DecisionDraft | null>
  forget(): void
}

/** @param draftKey 32 bytes as base64. Null where this browser has no Web Crypto (a page without https). */
export async function openDraftStore(caseId: string, draftKey: string): Promise<DraftStore | null> {
  const { subtle } = globalThis.crypto
  if (!isSecureContext) return null
  const key = await subtle.importKey('raw', bytesOf(draftKey), 'AES-GCM', false, [
    'encrypt',
    'decrypt',
  ])
  const place = `kakunin.draft.${caseId}`
  const additionalData = new TextEncoder().encode(place)
  return {
    async keep(draft) {
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const plain = new TextEncoder().encode(JSON.stringify({ draft, at: Date.now() }))
      const sealed = await subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, plain)
      sessionStorage.setItem(place, `${textOf(iv)}.${textOf(new Uint8Array(sealed))}`)
    },
    async take() {
      const [iv = '', sealed = ''] = (sessionStorage.getItem(place) ?? '').split('.')
      if (sealed === '') return null
      try {
        const plain = await subtle.decrypt(
          { name: 'AES-GCM', iv: bytesOf(iv), additionalData },
          key,
          bytesOf(sealed),
        )
        const { draft, at } = keptSchema.parse(JSON.parse(new TextDecoder().decode(plain)))
        return Date.now() - at < draftLifeMs ? draft : null
      } catch {
        // another member's in the same tab, or of another shape
        return null
      }
    },
    forget: () => sessionStorage.removeItem(place),
  }
}

/** Longer than a shift, shorter than a working day and the night. */
const draftLifeMs = 12 * 3_600_000

const keptSchema = z.object({
  at: z.number(),
  draft: z.object({
    resolution: z.enum(resolutions).nullable(),
    reasonCodes: z
      .array(z.string())
      .transform((codes): readonly ReasonCode[] => codes.filter(isReasonCode)),
    slots: z.array(z.enum(slots)),
    internalNote: z.string(),
    applicantMessage: z.string(),
    items: z.array(z.object({ itemId: z.string(), ticked: z.boolean(), note: z.string() })),
  }),
})

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.codePointAt(0) ?? 0)
const textOf = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCodePoint(byte)).join(''))
