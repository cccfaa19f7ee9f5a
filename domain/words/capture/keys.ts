import type { DocumentType } from '../../document-catalogue.ts'
import type { Slot } from '../../method.ts'
import type { reasonTable, ReasonCode } from '../../reason-codes.ts'

/** Every text of the applicant's screens. `{x}` is a parameter: client, n, total, place, date. */
export const captureKeys = [
  'app.title',
  'lang.choose',
  'start.title',
  'start.body',
  'start.need.document',
  'start.need.place',
  'start.need.time',
  'start.begin',
  'start.resume',
  'link.until',
  'link.expired',
  'link.invalid',
  'link.used',
  'consent.title',
  'consent.body',
  'consent.agree',
  'consent.decline',
  'consent.declined',
  'doc.choose',
  'doc.dl',
  'doc.prepare',
  'cam.primer.title',
  'cam.permission',
  'cam.allow',
  'cam.denied',
  'cam.denied.help',
  'cam.none',
  'cam.busy',
  'cam.inApp',
  'cam.copyLink',
  'cam.copied',
  'cap.front.title',
  'cap.back.title',
  'cap.thickness.title',
  'cap.front',
  'cap.back',
  'cap.thickness',
  'cap.thickness2',
  'cap.tilt.more',
  'cap.tilt.less',
  'cap.search',
  'cap.hold',
  'cap.good',
  'cap.closer',
  'cap.farther',
  'cap.straight',
  'cap.whole',
  'cap.finger',
  'cap.dark',
  'cap.bright',
  'cap.glare',
  'cap.blur',
  'cap.wrongDoc',
  'cap.wrongSide',
  'cap.expired',
  'cap.manual',
  'cap.shutter',
  'cap.review',
  'cap.use',
  'cap.retake',
  'cap.checking',
  'cap.accepted',
  'cap.rejected',
  'tip.light',
  'tip.flat',
  'tip.lens',
  'tip.ground',
  'face.title',
  'face.intro',
  'face.remove',
  'face.align',
  'face.one',
  'face.none',
  'face.closer',
  'face.farther',
  'face.dark',
  'face.forward',
  'face.left',
  'face.right',
  'face.up',
  'face.down',
  'face.center',
  'face.retry',
  'live.title',
  'live.intro',
  'live.start',
  'live.seen',
  'live.timeout',
  'live.done',
  'progress.left',
  'progress.step',
  'send.now',
  'send.offline',
  'send.failed',
  'send.retry',
  'submit.title',
  'submit.body',
  'submit.button',
  'wait.title',
  'wait.body',
  'done',
  'result.ok',
  'result.review',
  'result.ng',
  'result.ng.contact',
  'result.ng.why',
  'result.ng.next',
  'result.cancelled',
  'resubmit',
  'resubmit.which',
  'resubmit.why',
  'resubmit.begin',
  'resubmit.last',
  'handoff.title',
  'handoff.qr',
  'handoff.link',
  'handoff.here',
  'handoff.waiting',
  'handoff.refresh',
  'button.next',
  'button.back',
  'button.close',
  'button.again',
  'button.return',
  'a11y.preview',
  'a11y.qr',
  'a11y.picture',
  'error.unexpected',
] as const
export type CaptureKey = (typeof captureKeys)[number]

/** Reasons that an applicant may read; for all others they read `result.ng`. */
export type DisclosedReason = {
  [Code in ReasonCode]: (typeof reasonTable)[Code]['disclose'] extends true ? Code : never
}[ReasonCode]

/** Those of which the sentence does not say what to do. */
export type AdvisedReason = Extract<
  DisclosedReason,
  | 'DOC_TYPE_MISMATCH'
  | 'NAME_MISMATCH'
  | 'NAME_VARIANT'
  | 'ADDRESS_MISMATCH'
  | 'ADDRESS_PARTIAL'
  | 'DOB_MISMATCH'
>

/** All words of one language for the applicant; a UI loads the one that it shows. */
export interface CaptureWords {
  readonly texts: Readonly<Record<CaptureKey, string>>
  readonly reasons: Readonly<Record<DisclosedReason, string>>
  readonly advice: Readonly<Record<AdvisedReason, string>>
  readonly slots: Readonly<Record<Slot, string>>
  readonly documents: Readonly<Record<DocumentType, string>>
}
