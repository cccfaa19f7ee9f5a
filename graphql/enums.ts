import { caseStages, caseStatuses, resolutions } from '../domain/case-state.ts'
import { captureScreens, deviceKinds } from '../domain/capture-screens.ts'
import { outcomes } from '../domain/check.ts'
import { documentTypes } from '../domain/document-catalogue.ts'
import { errorCodes } from '../domain/errors.ts'
import { maskingStatuses, type MaskingOrigin } from '../domain/masking.ts'
import { directions, locales, methods, slots } from '../domain/method.ts'
import { personalKinds, revealPurposes, viewReasons } from '../domain/personal-data.ts'
import { roles } from '../domain/roles.ts'
import { regimes } from '../domain/regulation.ts'
import { sandboxApplicantKeys } from '../domain/sandbox-applicants.ts'
import { sessionStatuses } from '../domain/session-state.ts'
import { encodings } from '../exports/spec.ts'
import { effectKinds } from '../rules/profile-schema.ts'
import { builder } from './builder.ts'

/** The closed lists of domain/, as the API names them. */
export const SandboxApplicantEnum = builder.enumType('SandboxApplicant', {
  values: sandboxApplicantKeys,
})
export const ErrorCodeEnum = builder.enumType('ErrorCode', { values: errorCodes })
export const LocaleEnum = builder.enumType('Locale', { values: locales })
export const MethodEnum = builder.enumType('Method', { values: methods })
export const RegimeEnum = builder.enumType('Regime', { values: regimes })
export const DocumentTypeEnum = builder.enumType('DocumentType', { values: documentTypes })
export const CaptureScreenEnum = builder.enumType('CaptureScreen', { values: captureScreens })
export const DeviceKindEnum = builder.enumType('DeviceKind', { values: deviceKinds })
export const SlotEnum = builder.enumType('Slot', { values: slots })
export const DirectionEnum = builder.enumType('Direction', { values: directions })
export const SessionStatusEnum = builder.enumType('SessionStatus', { values: sessionStatuses })
export const CaseStatusEnum = builder.enumType('CaseStatus', { values: caseStatuses })
export const CaseStageEnum = builder.enumType('CaseStage', { values: caseStages })
export const MaskingStatusEnum = builder.enumType('MaskingStatus', { values: maskingStatuses })
export const MaskingOriginEnum = builder.enumType('MaskingOrigin', {
  description: 'Why pictures wait for masking.',
  values: {
    UNCERTAIN: { description: 'The machine was not sure that it hid everything.' },
    RULE: { description: 'A rule of the check profile wants it.' },
    REVIEWER: { description: 'A reviewer saw what may not be seen.' },
  } as const satisfies Record<MaskingOrigin, object>,
})
export const ResolutionEnum = builder.enumType('Resolution', { values: resolutions })
export const CheckOutcomeEnum = builder.enumType('CheckOutcome', { values: outcomes })
export const RoleEnum = builder.enumType('Role', { values: roles })
export const ApiScopeEnum = builder.enumType('ApiScope', {
  values: {
    SESSIONS_READ: { value: 'sessions:read' },
    SESSIONS_WRITE: { value: 'sessions:write' },
    PERSONS_READ: {
      value: 'persons:read',
      description: 'Declared and read data and masked pictures, of any session at any time.',
    },
    CASES_REVIEW: { value: 'cases:review' },
    EXPORTS_READ: { value: 'exports:read' },
    WEBHOOKS_MANAGE: { value: 'webhooks:manage' },
  } as const,
})
export const PersonalKindEnum = builder.enumType('PersonalKind', { values: personalKinds })
export const RevealPurposeEnum = builder.enumType('RevealPurpose', { values: revealPurposes })
export const ViewReasonEnum = builder.enumType('ViewReason', { values: viewReasons })
export const ProfileVersionStatusEnum = builder.enumType('ProfileVersionStatus', {
  values: {
    DRAFT: {},
    SUBMITTED: { description: 'Waits for a publisher.' },
    SCHEDULED: { description: 'Approved for a day to come.' },
    PUBLISHED: { description: 'In force: new sessions are pinned to it.' },
    SUPERSEDED: { description: 'Another version’s day came after its own.' },
    ARCHIVED: { description: 'A draft that was let go, or the profile is archived.' },
  } as const,
})
export const CheckProfileEventKindEnum = builder.enumType('CheckProfileEventKind', {
  values: [
    'BEGUN',
    'SUBMITTED',
    'WITHDRAWN',
    'SENT_BACK',
    'PUBLISHED',
    'CANCELLED',
    'DISCARDED',
    'ARCHIVED',
    'RESTORED',
  ] as const,
})
export const PublishGateStateEnum = builder.enumType('PublishGateState', {
  values: {
    OK: {},
    WARNS: { description: 'Worth a look; it can be published.' },
    BLOCKS: { description: 'Publishing is refused.' },
  } as const,
})
export const ImageVariantEnum = builder.enumType('ImageVariant', {
  values: {
    MASKED: { description: 'Masked, as photographed.' },
    RECTIFIED: { description: 'Masked, upright and cut to the document.' },
  } as const,
})
export const ViewerKindEnum = builder.enumType('ViewerKind', {
  values: ['MEMBER', 'API_KEY', 'APPLICANT'] as const,
})
export const CsvEncodingEnum = builder.enumType('CsvEncoding', {
  values: encodings,
})
export const EffectKindEnum = builder.enumType('EffectKind', { values: effectKinds })
export const BackTestStatusEnum = builder.enumType('BackTestStatus', {
  values: {
    RUNNING: {},
    DONE: {},
    CANCELLED: { description: 'Its counts are those of the sessions that were done until then.' },
    FAILED: { description: 'It gave up, for the reason of failureCode; its counts are a part.' },
  } as const,
})
