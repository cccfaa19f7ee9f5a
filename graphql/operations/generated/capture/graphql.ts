/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type CaptureScreen =
  | 'BACK'
  | 'CONSENT'
  | 'CONSENT_REFUSED'
  | 'DOCUMENT'
  | 'FACE'
  | 'FACE_INTRO'
  | 'FRONT'
  | 'HANDOFF'
  | 'LIVENESS'
  | 'PREPARE'
  | 'RETAKE'
  | 'SUBMIT'
  | 'THICKNESS'
  | 'WELCOME';

export type ConfirmCaptureInput = {
  /** LIVENESS only. */
  challengeId?: string | null | undefined;
  frames: Array<FrameInput>;
  ticketId: string;
};

export type Direction =
  | 'DOWN'
  | 'LEFT'
  | 'RIGHT'
  | 'UP';

export type DocumentType =
  | 'DRIVERS_LICENCE';

export type ErrorCode =
  | 'CASE_LEASE_LOST'
  | 'CASE_LIMIT'
  | 'CASE_NEEDS_SUPERVISOR'
  | 'CASE_OWN_SUBMISSION'
  | 'CASE_RECALLED'
  | 'CASE_SAME_PERSON'
  | 'CASE_STALE'
  | 'CASE_STATE'
  | 'CASE_TAKEN'
  | 'CASE_WITH_PARTNER'
  | 'CHALLENGE_EXPIRED'
  | 'CHALLENGE_INVALID'
  | 'CHALLENGE_USED'
  | 'CONSENT_MISSING'
  | 'DECISION_INCOMPLETE'
  | 'DOCUMENT_NOT_ACCEPTED'
  | 'EXPORT_STATE'
  | 'FORBIDDEN'
  | 'HASH_MALFORMED'
  | 'IDEMPOTENCY_CONFLICT'
  | 'ID_MALFORMED'
  | 'IMAGE_FORMAT'
  | 'IMAGE_TOO_LARGE'
  | 'IMAGE_UNREADABLE'
  | 'INPUT_INVALID'
  | 'KEY_DESTROYED'
  | 'KEY_OVER'
  | 'LINK_EXPIRED'
  | 'LINK_INVALID'
  | 'MEMBER_EXISTS'
  | 'MEMBER_LAST_OWNER'
  | 'MEMBER_STATE'
  | 'METHOD_NOT_ALLOWED_BY_REGIME'
  | 'METHOD_NOT_OFFERED'
  | 'MODEL_UNAVAILABLE'
  | 'NOT_FOUND'
  | 'PARTNER_ENDED'
  | 'PASSWORD_WEAK'
  | 'PASSWORD_WRONG'
  | 'PROFILE_ARCHIVED'
  | 'PROFILE_INVALID'
  | 'PROFILE_NOT_PUBLISHED'
  | 'PROFILE_SELF_APPROVAL'
  | 'RATE_LIMITED'
  | 'RETENTION_TOO_SHORT'
  | 'SANDBOX_OFF'
  | 'SANDBOX_ONLY'
  | 'SEAL_BROKEN'
  | 'SECOND_FACTOR_NEEDED'
  | 'SESSION_EXPIRED'
  | 'SESSION_STATE'
  | 'SETTINGS_STALE'
  | 'SLOTS_MISSING'
  | 'SLOT_NOT_ASKED'
  | 'SSO_PROVIDER'
  | 'TICKET_EXPIRED'
  | 'TICKET_INVALID'
  | 'TICKET_USED'
  | 'UNAUTHENTICATED'
  | 'UNEXPECTED'
  | 'UPLOAD_HASH_MISMATCH'
  | 'UPLOAD_MISSING'
  | 'UPLOAD_TOO_LARGE'
  | 'WEBHOOK_TARGET_FORBIDDEN';

export type FrameInput = {
  /** Milliseconds since the first frame. */
  atMs: number;
  /** Length of the JPEG in the upload. */
  bytes: number;
};

export type Locale =
  | 'en'
  | 'ja'
  | 'vi';

export type Method =
  | 'DOC_ONLY'
  | 'DOC_SELFIE'
  | 'GENERIC_DOC'
  | 'IC_ONLY'
  | 'IC_SELFIE'
  | 'JPKI'
  | 'MYNUMBER_COLLECT';

export type SessionStatus =
  | 'APPROVED'
  | 'CANCELLED'
  | 'CAPTURING'
  | 'CREATED'
  | 'DECLINED'
  | 'EXPIRED'
  | 'IN_REVIEW'
  | 'PROCESSING'
  | 'REDACTED'
  | 'RESUBMISSION_REQUESTED';

export type Slot =
  | 'BACK'
  | 'FACE'
  | 'FRONT'
  | 'LIVENESS'
  | 'THICKNESS';

export type UploadTicketInput = {
  /** Lower-case hex SHA-256 of the bytes. */
  sha256: string;
  size: number;
  slot: Slot;
};

export type CaptureSessionPartsFragment = { __typename: 'CaptureSession', id: string, status: SessionStatus, locale: Locale, tenantName: string, consentTextVersion: string, method: Method, acceptedDocuments: Array<DocumentType>, documentType: DocumentType | null, consentVersion: string | null, consentGiven: boolean, declined: Array<string>, applicantMessage: string | null, redirectUrl: string | null, expiresAt: string, branding: { __typename: 'Branding', primaryColour: string | null, supportEmail: string | null, supportPhone: string | null, supportUrl: string | null, logoPath: string | null }, texts: Array<{ __typename: 'CaptureTexts', locale: Locale, intro: string | null, consent: string | null, finish: string | null }>, slots: Array<{ __typename: 'CaptureSlot', slot: Slot, asked: boolean, accepted: boolean, reasonCodes: Array<string> }>, retake: Array<{ __typename: 'RetakeReason', slot: Slot | null, reasonCode: string }> };

export type CaptureSessionQueryVariables = Exact<{ [key: string]: never; }>;


export type CaptureSessionQuery = { captureSession: { __typename: 'CaptureSession', id: string, status: SessionStatus, locale: Locale, tenantName: string, consentTextVersion: string, method: Method, acceptedDocuments: Array<DocumentType>, documentType: DocumentType | null, consentVersion: string | null, consentGiven: boolean, declined: Array<string>, applicantMessage: string | null, redirectUrl: string | null, expiresAt: string, branding: { __typename: 'Branding', primaryColour: string | null, supportEmail: string | null, supportPhone: string | null, supportUrl: string | null, logoPath: string | null }, texts: Array<{ __typename: 'CaptureTexts', locale: Locale, intro: string | null, consent: string | null, finish: string | null }>, slots: Array<{ __typename: 'CaptureSlot', slot: Slot, asked: boolean, accepted: boolean, reasonCodes: Array<string> }>, retake: Array<{ __typename: 'RetakeReason', slot: Slot | null, reasonCode: string }> } | null };

export type CaptureSessionChangedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type CaptureSessionChangedSubscription = { captureSessionChanged: { __typename: 'CaptureSession', id: string, status: SessionStatus, locale: Locale, tenantName: string, consentTextVersion: string, method: Method, acceptedDocuments: Array<DocumentType>, documentType: DocumentType | null, consentVersion: string | null, consentGiven: boolean, declined: Array<string>, applicantMessage: string | null, redirectUrl: string | null, expiresAt: string, branding: { __typename: 'Branding', primaryColour: string | null, supportEmail: string | null, supportPhone: string | null, supportUrl: string | null, logoPath: string | null }, texts: Array<{ __typename: 'CaptureTexts', locale: Locale, intro: string | null, consent: string | null, finish: string | null }>, slots: Array<{ __typename: 'CaptureSlot', slot: Slot, asked: boolean, accepted: boolean, reasonCodes: Array<string> }>, retake: Array<{ __typename: 'RetakeReason', slot: Slot | null, reasonCode: string }> } };

export type ChooseDocumentMutationVariables = Exact<{
  documentType: DocumentType;
}>;


export type ChooseDocumentMutation = { chooseDocument:
    | { __typename: 'CaptureSession', id: string, status: SessionStatus, locale: Locale, tenantName: string, consentTextVersion: string, method: Method, acceptedDocuments: Array<DocumentType>, documentType: DocumentType | null, consentVersion: string | null, consentGiven: boolean, declined: Array<string>, applicantMessage: string | null, redirectUrl: string | null, expiresAt: string, branding: { __typename: 'Branding', primaryColour: string | null, supportEmail: string | null, supportPhone: string | null, supportUrl: string | null, logoPath: string | null }, texts: Array<{ __typename: 'CaptureTexts', locale: Locale, intro: string | null, consent: string | null, finish: string | null }>, slots: Array<{ __typename: 'CaptureSlot', slot: Slot, asked: boolean, accepted: boolean, reasonCodes: Array<string> }>, retake: Array<{ __typename: 'RetakeReason', slot: Slot | null, reasonCode: string }> }
    | { __typename: 'OperationError', code: ErrorCode }
   };

export type ConfirmCaptureMutationVariables = Exact<{
  input: ConfirmCaptureInput;
}>;


export type ConfirmCaptureMutation = { confirmCapture:
    | { __typename: 'CaptureVerdict', captureId: string, slot: Slot, accepted: boolean, reasonCodes: Array<string>, session: { __typename: 'CaptureSession', id: string, status: SessionStatus, locale: Locale, tenantName: string, consentTextVersion: string, method: Method, acceptedDocuments: Array<DocumentType>, documentType: DocumentType | null, consentVersion: string | null, consentGiven: boolean, declined: Array<string>, applicantMessage: string | null, redirectUrl: string | null, expiresAt: string, branding: { __typename: 'Branding', primaryColour: string | null, supportEmail: string | null, supportPhone: string | null, supportUrl: string | null, logoPath: string | null }, texts: Array<{ __typename: 'CaptureTexts', locale: Locale, intro: string | null, consent: string | null, finish: string | null }>, slots: Array<{ __typename: 'CaptureSlot', slot: Slot, asked: boolean, accepted: boolean, reasonCodes: Array<string> }>, retake: Array<{ __typename: 'RetakeReason', slot: Slot | null, reasonCode: string }> } }
    | { __typename: 'OperationError', code: ErrorCode }
   };

export type CreateHandoffLinkMutationVariables = Exact<{ [key: string]: never; }>;


export type CreateHandoffLinkMutation = { createHandoffLink:
    | { __typename: 'CaptureLink', url: string, expiresAt: string }
    | { __typename: 'OperationError', code: ErrorCode }
   };

export type CreateUploadTicketMutationVariables = Exact<{
  input: UploadTicketInput;
}>;


export type CreateUploadTicketMutation = { createUploadTicket:
    | { __typename: 'OperationError', code: ErrorCode }
    | { __typename: 'UploadTicket', ticketId: string, url: string, expiresAt: string }
   };

export type GiveConsentMutationVariables = Exact<{
  consentVersion: string;
}>;


export type GiveConsentMutation = { giveConsent:
    | { __typename: 'CaptureSession', id: string, status: SessionStatus, locale: Locale, tenantName: string, consentTextVersion: string, method: Method, acceptedDocuments: Array<DocumentType>, documentType: DocumentType | null, consentVersion: string | null, consentGiven: boolean, declined: Array<string>, applicantMessage: string | null, redirectUrl: string | null, expiresAt: string, branding: { __typename: 'Branding', primaryColour: string | null, supportEmail: string | null, supportPhone: string | null, supportUrl: string | null, logoPath: string | null }, texts: Array<{ __typename: 'CaptureTexts', locale: Locale, intro: string | null, consent: string | null, finish: string | null }>, slots: Array<{ __typename: 'CaptureSlot', slot: Slot, asked: boolean, accepted: boolean, reasonCodes: Array<string> }>, retake: Array<{ __typename: 'RetakeReason', slot: Slot | null, reasonCode: string }> }
    | { __typename: 'OperationError', code: ErrorCode }
   };

export type NoteScreenMutationVariables = Exact<{
  screen: CaptureScreen;
}>;


export type NoteScreenMutation = { noteScreen: boolean };

export type RequestLivenessChallengeMutationVariables = Exact<{ [key: string]: never; }>;


export type RequestLivenessChallengeMutation = { requestLivenessChallenge:
    | { __typename: 'LivenessChallenge', challengeId: string, directions: Array<Direction>, expiresAt: string }
    | { __typename: 'OperationError', code: ErrorCode }
   };

export type SetLocaleMutationVariables = Exact<{
  locale: Locale;
}>;


export type SetLocaleMutation = { setLocale:
    | { __typename: 'CaptureSession', id: string, status: SessionStatus, locale: Locale, tenantName: string, consentTextVersion: string, method: Method, acceptedDocuments: Array<DocumentType>, documentType: DocumentType | null, consentVersion: string | null, consentGiven: boolean, declined: Array<string>, applicantMessage: string | null, redirectUrl: string | null, expiresAt: string, branding: { __typename: 'Branding', primaryColour: string | null, supportEmail: string | null, supportPhone: string | null, supportUrl: string | null, logoPath: string | null }, texts: Array<{ __typename: 'CaptureTexts', locale: Locale, intro: string | null, consent: string | null, finish: string | null }>, slots: Array<{ __typename: 'CaptureSlot', slot: Slot, asked: boolean, accepted: boolean, reasonCodes: Array<string> }>, retake: Array<{ __typename: 'RetakeReason', slot: Slot | null, reasonCode: string }> }
    | { __typename: 'OperationError', code: ErrorCode }
   };

export type SubmitCapturesMutationVariables = Exact<{ [key: string]: never; }>;


export type SubmitCapturesMutation = { submitCaptures:
    | { __typename: 'CaptureSession', id: string, status: SessionStatus, locale: Locale, tenantName: string, consentTextVersion: string, method: Method, acceptedDocuments: Array<DocumentType>, documentType: DocumentType | null, consentVersion: string | null, consentGiven: boolean, declined: Array<string>, applicantMessage: string | null, redirectUrl: string | null, expiresAt: string, branding: { __typename: 'Branding', primaryColour: string | null, supportEmail: string | null, supportPhone: string | null, supportUrl: string | null, logoPath: string | null }, texts: Array<{ __typename: 'CaptureTexts', locale: Locale, intro: string | null, consent: string | null, finish: string | null }>, slots: Array<{ __typename: 'CaptureSlot', slot: Slot, asked: boolean, accepted: boolean, reasonCodes: Array<string> }>, retake: Array<{ __typename: 'RetakeReason', slot: Slot | null, reasonCode: string }> }
    | { __typename: 'OperationError', code: ErrorCode }
   };

export const CaptureSessionPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CaptureSessionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CaptureSession"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"tenantName"}},{"kind":"Field","name":{"kind":"Name","value":"branding"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"primaryColour"}},{"kind":"Field","name":{"kind":"Name","value":"supportEmail"}},{"kind":"Field","name":{"kind":"Name","value":"supportPhone"}},{"kind":"Field","name":{"kind":"Name","value":"supportUrl"}},{"kind":"Field","name":{"kind":"Name","value":"logoPath"}}]}},{"kind":"Field","name":{"kind":"Name","value":"texts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"intro"}},{"kind":"Field","name":{"kind":"Name","value":"consent"}},{"kind":"Field","name":{"kind":"Name","value":"finish"}}]}},{"kind":"Field","name":{"kind":"Name","value":"consentTextVersion"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"acceptedDocuments"}},{"kind":"Field","name":{"kind":"Name","value":"documentType"}},{"kind":"Field","name":{"kind":"Name","value":"consentVersion"}},{"kind":"Field","name":{"kind":"Name","value":"consentGiven"}},{"kind":"Field","name":{"kind":"Name","value":"slots"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"slot"}},{"kind":"Field","name":{"kind":"Name","value":"asked"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}},{"kind":"Field","name":{"kind":"Name","value":"reasonCodes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"retake"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"slot"}},{"kind":"Field","name":{"kind":"Name","value":"reasonCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"declined"}},{"kind":"Field","name":{"kind":"Name","value":"applicantMessage"}},{"kind":"Field","name":{"kind":"Name","value":"redirectUrl"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}}]} as unknown as DocumentNode<CaptureSessionPartsFragment, unknown>;
export const CaptureSessionDocument = {"__meta__":{"hash":"sha256:eca6c075a415ce8dd218638f9b6b9e9729951d7443b6ba4a0276d86c03d9a6b6"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CaptureSession"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"captureSession"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CaptureSessionParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CaptureSessionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CaptureSession"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"tenantName"}},{"kind":"Field","name":{"kind":"Name","value":"branding"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"primaryColour"}},{"kind":"Field","name":{"kind":"Name","value":"supportEmail"}},{"kind":"Field","name":{"kind":"Name","value":"supportPhone"}},{"kind":"Field","name":{"kind":"Name","value":"supportUrl"}},{"kind":"Field","name":{"kind":"Name","value":"logoPath"}}]}},{"kind":"Field","name":{"kind":"Name","value":"texts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"intro"}},{"kind":"Field","name":{"kind":"Name","value":"consent"}},{"kind":"Field","name":{"kind":"Name","value":"finish"}}]}},{"kind":"Field","name":{"kind":"Name","value":"consentTextVersion"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"acceptedDocuments"}},{"kind":"Field","name":{"kind":"Name","value":"documentType"}},{"kind":"Field","name":{"kind":"Name","value":"consentVersion"}},{"kind":"Field","name":{"kind":"Name","value":"consentGiven"}},{"kind":"Field","name":{"kind":"Name","value":"slots"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"slot"}},{"kind":"Field","name":{"kind":"Name","value":"asked"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}},{"kind":"Field","name":{"kind":"Name","value":"reasonCodes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"retake"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"slot"}},{"kind":"Field","name":{"kind":"Name","value":"reasonCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"declined"}},{"kind":"Field","name":{"kind":"Name","value":"applicantMessage"}},{"kind":"Field","name":{"kind":"Name","value":"redirectUrl"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}}]} as unknown as DocumentNode<CaptureSessionQuery, CaptureSessionQueryVariables>;
export const CaptureSessionChangedDocument = {"__meta__":{"hash":"sha256:7fa3b0101c7a7dd9bd9d9160cad2f9714b98278d928a533ec5a08da1ff2fafaa"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"CaptureSessionChanged"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"captureSessionChanged"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CaptureSessionParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CaptureSessionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CaptureSession"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"tenantName"}},{"kind":"Field","name":{"kind":"Name","value":"branding"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"primaryColour"}},{"kind":"Field","name":{"kind":"Name","value":"supportEmail"}},{"kind":"Field","name":{"kind":"Name","value":"supportPhone"}},{"kind":"Field","name":{"kind":"Name","value":"supportUrl"}},{"kind":"Field","name":{"kind":"Name","value":"logoPath"}}]}},{"kind":"Field","name":{"kind":"Name","value":"texts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"intro"}},{"kind":"Field","name":{"kind":"Name","value":"consent"}},{"kind":"Field","name":{"kind":"Name","value":"finish"}}]}},{"kind":"Field","name":{"kind":"Name","value":"consentTextVersion"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"acceptedDocuments"}},{"kind":"Field","name":{"kind":"Name","value":"documentType"}},{"kind":"Field","name":{"kind":"Name","value":"consentVersion"}},{"kind":"Field","name":{"kind":"Name","value":"consentGiven"}},{"kind":"Field","name":{"kind":"Name","value":"slots"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"slot"}},{"kind":"Field","name":{"kind":"Name","value":"asked"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}},{"kind":"Field","name":{"kind":"Name","value":"reasonCodes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"retake"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"slot"}},{"kind":"Field","name":{"kind":"Name","value":"reasonCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"declined"}},{"kind":"Field","name":{"kind":"Name","value":"applicantMessage"}},{"kind":"Field","name":{"kind":"Name","value":"redirectUrl"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}}]} as unknown as DocumentNode<CaptureSessionChangedSubscription, CaptureSessionChangedSubscriptionVariables>;
export const ChooseDocumentDocument = {"__meta__":{"hash":"sha256:6c06d86d5770148c6f24def5b5fa4fbccfea8a38ca1f0da7b11046359d29f0c4"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ChooseDocument"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"documentType"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DocumentType"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"chooseDocument"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"documentType"},"value":{"kind":"Variable","name":{"kind":"Name","value":"documentType"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CaptureSessionParts"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OperationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CaptureSessionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CaptureSession"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"tenantName"}},{"kind":"Field","name":{"kind":"Name","value":"branding"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"primaryColour"}},{"kind":"Field","name":{"kind":"Name","value":"supportEmail"}},{"kind":"Field","name":{"kind":"Name","value":"supportPhone"}},{"kind":"Field","name":{"kind":"Name","value":"supportUrl"}},{"kind":"Field","name":{"kind":"Name","value":"logoPath"}}]}},{"kind":"Field","name":{"kind":"Name","value":"texts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"intro"}},{"kind":"Field","name":{"kind":"Name","value":"consent"}},{"kind":"Field","name":{"kind":"Name","value":"finish"}}]}},{"kind":"Field","name":{"kind":"Name","value":"consentTextVersion"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"acceptedDocuments"}},{"kind":"Field","name":{"kind":"Name","value":"documentType"}},{"kind":"Field","name":{"kind":"Name","value":"consentVersion"}},{"kind":"Field","name":{"kind":"Name","value":"consentGiven"}},{"kind":"Field","name":{"kind":"Name","value":"slots"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"slot"}},{"kind":"Field","name":{"kind":"Name","value":"asked"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}},{"kind":"Field","name":{"kind":"Name","value":"reasonCodes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"retake"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"slot"}},{"kind":"Field","name":{"kind":"Name","value":"reasonCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"declined"}},{"kind":"Field","name":{"kind":"Name","value":"applicantMessage"}},{"kind":"Field","name":{"kind":"Name","value":"redirectUrl"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}}]} as unknown as DocumentNode<ChooseDocumentMutation, ChooseDocumentMutationVariables>;
export const ConfirmCaptureDocument = {"__meta__":{"hash":"sha256:7303c00367acd0d9c6b02d907293f85455f9cc9f7764f2be30b11866e2290c33"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ConfirmCapture"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ConfirmCaptureInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"confirmCapture"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CaptureVerdict"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"captureId"}},{"kind":"Field","name":{"kind":"Name","value":"slot"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}},{"kind":"Field","name":{"kind":"Name","value":"reasonCodes"}},{"kind":"Field","name":{"kind":"Name","value":"session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CaptureSessionParts"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OperationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CaptureSessionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CaptureSession"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"tenantName"}},{"kind":"Field","name":{"kind":"Name","value":"branding"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"primaryColour"}},{"kind":"Field","name":{"kind":"Name","value":"supportEmail"}},{"kind":"Field","name":{"kind":"Name","value":"supportPhone"}},{"kind":"Field","name":{"kind":"Name","value":"supportUrl"}},{"kind":"Field","name":{"kind":"Name","value":"logoPath"}}]}},{"kind":"Field","name":{"kind":"Name","value":"texts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"intro"}},{"kind":"Field","name":{"kind":"Name","value":"consent"}},{"kind":"Field","name":{"kind":"Name","value":"finish"}}]}},{"kind":"Field","name":{"kind":"Name","value":"consentTextVersion"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"acceptedDocuments"}},{"kind":"Field","name":{"kind":"Name","value":"documentType"}},{"kind":"Field","name":{"kind":"Name","value":"consentVersion"}},{"kind":"Field","name":{"kind":"Name","value":"consentGiven"}},{"kind":"Field","name":{"kind":"Name","value":"slots"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"slot"}},{"kind":"Field","name":{"kind":"Name","value":"asked"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}},{"kind":"Field","name":{"kind":"Name","value":"reasonCodes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"retake"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"slot"}},{"kind":"Field","name":{"kind":"Name","value":"reasonCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"declined"}},{"kind":"Field","name":{"kind":"Name","value":"applicantMessage"}},{"kind":"Field","name":{"kind":"Name","value":"redirectUrl"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}}]} as unknown as DocumentNode<ConfirmCaptureMutation, ConfirmCaptureMutationVariables>;
export const CreateHandoffLinkDocument = {"__meta__":{"hash":"sha256:fe3d47a8fe8a41aaaee163a2bfebc4ea852f7cb2d976e2e4f59fcc0c6d4f8454"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateHandoffLink"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createHandoffLink"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CaptureLink"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OperationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}}]}}]}}]} as unknown as DocumentNode<CreateHandoffLinkMutation, CreateHandoffLinkMutationVariables>;
export const CreateUploadTicketDocument = {"__meta__":{"hash":"sha256:4d4170edca9f35994a3ee3088db2a60398384b50edfd1ae15e1080672987ccc4"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateUploadTicket"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UploadTicketInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createUploadTicket"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UploadTicket"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ticketId"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OperationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}}]}}]}}]} as unknown as DocumentNode<CreateUploadTicketMutation, CreateUploadTicketMutationVariables>;
export const GiveConsentDocument = {"__meta__":{"hash":"sha256:17dbe7aecb3c5c9ce7f671a3d04ce29c973f910cbe5e0647678cc7488c0c33e9"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"GiveConsent"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"consentVersion"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"giveConsent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"consentVersion"},"value":{"kind":"Variable","name":{"kind":"Name","value":"consentVersion"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CaptureSessionParts"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OperationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CaptureSessionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CaptureSession"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"tenantName"}},{"kind":"Field","name":{"kind":"Name","value":"branding"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"primaryColour"}},{"kind":"Field","name":{"kind":"Name","value":"supportEmail"}},{"kind":"Field","name":{"kind":"Name","value":"supportPhone"}},{"kind":"Field","name":{"kind":"Name","value":"supportUrl"}},{"kind":"Field","name":{"kind":"Name","value":"logoPath"}}]}},{"kind":"Field","name":{"kind":"Name","value":"texts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"intro"}},{"kind":"Field","name":{"kind":"Name","value":"consent"}},{"kind":"Field","name":{"kind":"Name","value":"finish"}}]}},{"kind":"Field","name":{"kind":"Name","value":"consentTextVersion"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"acceptedDocuments"}},{"kind":"Field","name":{"kind":"Name","value":"documentType"}},{"kind":"Field","name":{"kind":"Name","value":"consentVersion"}},{"kind":"Field","name":{"kind":"Name","value":"consentGiven"}},{"kind":"Field","name":{"kind":"Name","value":"slots"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"slot"}},{"kind":"Field","name":{"kind":"Name","value":"asked"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}},{"kind":"Field","name":{"kind":"Name","value":"reasonCodes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"retake"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"slot"}},{"kind":"Field","name":{"kind":"Name","value":"reasonCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"declined"}},{"kind":"Field","name":{"kind":"Name","value":"applicantMessage"}},{"kind":"Field","name":{"kind":"Name","value":"redirectUrl"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}}]} as unknown as DocumentNode<GiveConsentMutation, GiveConsentMutationVariables>;
export const NoteScreenDocument = {"__meta__":{"hash":"sha256:6dbbfe4b2fc806b2011e6b998a395d6282f2d20c010a4aac446078bc6bca3931"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"NoteScreen"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"screen"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CaptureScreen"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"noteScreen"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"screen"},"value":{"kind":"Variable","name":{"kind":"Name","value":"screen"}}}]}]}}]} as unknown as DocumentNode<NoteScreenMutation, NoteScreenMutationVariables>;
export const RequestLivenessChallengeDocument = {"__meta__":{"hash":"sha256:9177679ab3e30b805e8acaa82915f69379ee3302bb90eb84c8b873d6e257b3db"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RequestLivenessChallenge"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"requestLivenessChallenge"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LivenessChallenge"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"challengeId"}},{"kind":"Field","name":{"kind":"Name","value":"directions"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OperationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}}]}}]}}]} as unknown as DocumentNode<RequestLivenessChallengeMutation, RequestLivenessChallengeMutationVariables>;
export const SetLocaleDocument = {"__meta__":{"hash":"sha256:35e981e3fe83348c5dda31dd7ec92916556057951db03eaf32132eb43d04a426"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SetLocale"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Locale"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setLocale"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CaptureSessionParts"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OperationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CaptureSessionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CaptureSession"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"tenantName"}},{"kind":"Field","name":{"kind":"Name","value":"branding"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"primaryColour"}},{"kind":"Field","name":{"kind":"Name","value":"supportEmail"}},{"kind":"Field","name":{"kind":"Name","value":"supportPhone"}},{"kind":"Field","name":{"kind":"Name","value":"supportUrl"}},{"kind":"Field","name":{"kind":"Name","value":"logoPath"}}]}},{"kind":"Field","name":{"kind":"Name","value":"texts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"intro"}},{"kind":"Field","name":{"kind":"Name","value":"consent"}},{"kind":"Field","name":{"kind":"Name","value":"finish"}}]}},{"kind":"Field","name":{"kind":"Name","value":"consentTextVersion"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"acceptedDocuments"}},{"kind":"Field","name":{"kind":"Name","value":"documentType"}},{"kind":"Field","name":{"kind":"Name","value":"consentVersion"}},{"kind":"Field","name":{"kind":"Name","value":"consentGiven"}},{"kind":"Field","name":{"kind":"Name","value":"slots"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"slot"}},{"kind":"Field","name":{"kind":"Name","value":"asked"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}},{"kind":"Field","name":{"kind":"Name","value":"reasonCodes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"retake"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"slot"}},{"kind":"Field","name":{"kind":"Name","value":"reasonCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"declined"}},{"kind":"Field","name":{"kind":"Name","value":"applicantMessage"}},{"kind":"Field","name":{"kind":"Name","value":"redirectUrl"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}}]} as unknown as DocumentNode<SetLocaleMutation, SetLocaleMutationVariables>;
export const SubmitCapturesDocument = {"__meta__":{"hash":"sha256:89443bb8efeaeedc388dabdebfcbb1bc7f27ced48a5fa5388096708a2124fe41"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SubmitCaptures"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"submitCaptures"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CaptureSessionParts"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OperationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CaptureSessionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CaptureSession"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"tenantName"}},{"kind":"Field","name":{"kind":"Name","value":"branding"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"primaryColour"}},{"kind":"Field","name":{"kind":"Name","value":"supportEmail"}},{"kind":"Field","name":{"kind":"Name","value":"supportPhone"}},{"kind":"Field","name":{"kind":"Name","value":"supportUrl"}},{"kind":"Field","name":{"kind":"Name","value":"logoPath"}}]}},{"kind":"Field","name":{"kind":"Name","value":"texts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"locale"}},{"kind":"Field","name":{"kind":"Name","value":"intro"}},{"kind":"Field","name":{"kind":"Name","value":"consent"}},{"kind":"Field","name":{"kind":"Name","value":"finish"}}]}},{"kind":"Field","name":{"kind":"Name","value":"consentTextVersion"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"acceptedDocuments"}},{"kind":"Field","name":{"kind":"Name","value":"documentType"}},{"kind":"Field","name":{"kind":"Name","value":"consentVersion"}},{"kind":"Field","name":{"kind":"Name","value":"consentGiven"}},{"kind":"Field","name":{"kind":"Name","value":"slots"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"slot"}},{"kind":"Field","name":{"kind":"Name","value":"asked"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}},{"kind":"Field","name":{"kind":"Name","value":"reasonCodes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"retake"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"slot"}},{"kind":"Field","name":{"kind":"Name","value":"reasonCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"declined"}},{"kind":"Field","name":{"kind":"Name","value":"applicantMessage"}},{"kind":"Field","name":{"kind":"Name","value":"redirectUrl"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}}]} as unknown as DocumentNode<SubmitCapturesMutation, SubmitCapturesMutationVariables>;