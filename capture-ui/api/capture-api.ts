import type { ApolloClient, TypedDocumentNode } from '@apollo/client'
import type { OperationVariables } from '@apollo/client'
import type { DocumentType } from '../../domain/document-catalogue.ts'
import type { CaptureScreen } from '../../domain/capture-screens.ts'
import type { Direction, Locale, Slot } from '../../domain/method.ts'
import {
  CaptureSessionDocument,
  ChooseDocumentDocument,
  ConfirmCaptureDocument,
  CreateHandoffLinkDocument,
  CreateUploadTicketDocument,
  GiveConsentDocument,
  NoteScreenDocument,
  RequestLivenessChallengeDocument,
  SetLocaleDocument,
  SubmitCapturesDocument,
  type CaptureSessionPartsFragment,
  type ErrorCode,
} from '../../graphql/operations/generated/capture/graphql.ts'
import { sha256Hex, type Footage } from '../camera/motion-jpeg.ts'

export type Session = CaptureSessionPartsFragment

/** `NETWORK`: the server was not reached, or did not answer in time; the same call may be made again. */
export type Problem = ErrorCode | 'NETWORK'
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem }

export interface Verdict {
  readonly accepted: boolean
  readonly reasonCodes: readonly string[]
  readonly session: Session
}
export interface Challenge {
  readonly challengeId: string
  readonly directions: readonly Direction[]
}

export type CaptureApi = ReturnType<typeof createCaptureApi>

/** What the screens ask of the server. Never throws for what can be expected on a phone. */
export function createCaptureApi(client: ApolloClient) {
  const load = async (): Promise<Answer<Session | null>> =>
    answered(async () => {
      const { data } = await client.query({
        query: CaptureSessionDocument,
        fetchPolicy: 'network-only',
      })
      return ok(data?.captureSession ?? null)
    })

  const mutate = async <T, V extends OperationVariables>(
    mutation: TypedDocumentNode<T, V>,
    variables: V,
  ): Promise<T> => {
    const { data } = await client.mutate<T>({ mutation, variables })
    if (data === undefined || data === null) throw new TypeError('expected data')
    return data
  }

  return {
    load,
    giveConsent: (consentVersion: string): Promise<Answer<Session>> =>
      answered(async () =>
        sessionOr((await mutate(GiveConsentDocument, { consentVersion })).giveConsent),
      ),
    chooseDocument: (documentType: DocumentType): Promise<Answer<Session>> =>
      answered(async () =>
        sessionOr((await mutate(ChooseDocumentDocument, { documentType })).chooseDocument),
      ),
    setLocale: (locale: Locale): Promise<Answer<Session>> =>
      answered(async () => sessionOr((await mutate(SetLocaleDocument, { locale })).setLocale)),
    /** Counts the screen; whether it arrives is nothing that the applicant waits for. */
    noteScreen: (screen: CaptureScreen): void => {
      mutate(NoteScreenDocument, { screen }).catch(() => undefined)
    },
    submit: (): Promise<Answer<Session>> =>
      answered(async () => sessionOr((await mutate(SubmitCapturesDocument, {})).submitCaptures)),
    challenge: (): Promise<Answer<Challenge>> =>
      answered(async () => {
        const { requestLivenessChallenge: result } = await mutate(
          RequestLivenessChallengeDocument,
          {},
        )
        return result.__typename === 'LivenessChallenge' ? ok(result) : failed(result.code)
      }),
    handoff: (): Promise<Answer<string>> =>
      answered(async () => {
        const { createHandoffLink: result } = await mutate(CreateHandoffLinkDocument, {})
        return result.__typename === 'CaptureLink' ? ok(result.url) : failed(result.code)
      }),
    /**
     * Ticket, bytes, verdict. May be repeated with the same footage after a lost connection: if the earlier try had
     * arrived after all, the session says so and nothing is sent twice.
     */
    send: (
      slot: Slot,
      footage: Footage,
      challengeId: string | null,
      isRepeat: boolean,
    ): Promise<Answer<Verdict>> =>
      answered<Verdict>(async () => {
        if (isRepeat) {
          const now = await load()
          if (!now.ok) return now
          const session = now.value
          if (session?.slots.some((each) => each.slot === slot && each.accepted) === true)
            return ok({ accepted: true, reasonCodes: [], session })
        }
        const sha256 = await sha256Hex(footage.bytes)
        const { createUploadTicket: ticket } = await mutate(CreateUploadTicketDocument, {
          input: { slot, sha256, size: footage.bytes.size },
        })
        if (ticket.__typename !== 'UploadTicket') return failed(ticket.code)
        const put = await fetch(ticket.url, {
          method: 'PUT',
          body: footage.bytes,
          headers: uploadHeaders(ticket.url, footage.bytes.type),
          signal: AbortSignal.timeout(uploadTimeoutMs),
        })
        if (!put.ok) return failed(put.status === 413 ? 'UPLOAD_TOO_LARGE' : 'UPLOAD_MISSING')
        const { confirmCapture: verdict } = await mutate(ConfirmCaptureDocument, {
          input: { ticketId: ticket.ticketId, frames: [...footage.frames], challengeId },
        })
        return verdict.__typename === 'CaptureVerdict' ? ok(verdict) : failed(verdict.code)
      }),
  }
}

const uploadTimeoutMs = 120_000

/** Our own API asks for the header that foreign pages can't send; a presigned store would refuse it. */
const uploadHeaders = (url: string, type: string): Record<string, string> =>
  new URL(url, location.href).origin === location.origin
    ? { 'content-type': type, 'x-kakunin-csrf': '1' }
    : { 'content-type': type }

const ok = <T>(value: T): Answer<T> => ({ ok: true, value })
const failed = (problem: Problem): { readonly ok: false; readonly problem: Problem } => ({
  ok: false,
  problem,
})

const sessionOr = (
  result: Session | { readonly __typename: 'OperationError'; readonly code: ErrorCode },
): Answer<Session> => (result.__typename === 'CaptureSession' ? ok(result) : failed(result.code))

async function answered<T>(ask: () => Promise<Answer<T>>): Promise<Answer<T>> {
  try {
    return await ask()
  } catch {
    // Aborted, offline, a proxy's page instead of JSON: for the applicant it is all the same.
    return failed('NETWORK')
  }
}
