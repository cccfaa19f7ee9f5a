/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "fragment CaptureSessionParts on CaptureSession {\n  __typename\n  id\n  status\n  locale\n  tenantName\n  branding {\n    __typename\n    primaryColour\n    supportEmail\n    supportPhone\n    supportUrl\n    logoPath\n  }\n  texts {\n    __typename\n    locale\n    intro\n    consent\n    finish\n  }\n  consentTextVersion\n  method\n  acceptedDocuments\n  documentType\n  consentVersion\n  consentGiven\n  slots {\n    __typename\n    slot\n    asked\n    accepted\n    reasonCodes\n  }\n  retake {\n    __typename\n    slot\n    reasonCode\n  }\n  declined\n  applicantMessage\n  redirectUrl\n  expiresAt\n}\n\nquery CaptureSession {\n  captureSession {\n    ...CaptureSessionParts\n  }\n}\n\nsubscription CaptureSessionChanged {\n  captureSessionChanged {\n    ...CaptureSessionParts\n  }\n}": typeof types.CaptureSessionPartsFragmentDoc,
    "mutation ChooseDocument($documentType: DocumentType!) {\n  chooseDocument(documentType: $documentType) {\n    __typename\n    ...CaptureSessionParts\n    ... on OperationError {\n      code\n    }\n  }\n}": typeof types.ChooseDocumentDocument,
    "mutation ConfirmCapture($input: ConfirmCaptureInput!) {\n  confirmCapture(input: $input) {\n    __typename\n    ... on CaptureVerdict {\n      captureId\n      slot\n      accepted\n      reasonCodes\n      session {\n        ...CaptureSessionParts\n      }\n    }\n    ... on OperationError {\n      code\n    }\n  }\n}": typeof types.ConfirmCaptureDocument,
    "mutation CreateHandoffLink {\n  createHandoffLink {\n    __typename\n    ... on CaptureLink {\n      url\n      expiresAt\n    }\n    ... on OperationError {\n      code\n    }\n  }\n}": typeof types.CreateHandoffLinkDocument,
    "mutation CreateUploadTicket($input: UploadTicketInput!) {\n  createUploadTicket(input: $input) {\n    __typename\n    ... on UploadTicket {\n      ticketId\n      url\n      expiresAt\n    }\n    ... on OperationError {\n      code\n    }\n  }\n}": typeof types.CreateUploadTicketDocument,
    "mutation GiveConsent($consentVersion: String!) {\n  giveConsent(consentVersion: $consentVersion) {\n    __typename\n    ...CaptureSessionParts\n    ... on OperationError {\n      code\n    }\n  }\n}": typeof types.GiveConsentDocument,
    "mutation NoteScreen($screen: CaptureScreen!) {\n  noteScreen(screen: $screen)\n}": typeof types.NoteScreenDocument,
    "mutation RequestLivenessChallenge {\n  requestLivenessChallenge {\n    __typename\n    ... on LivenessChallenge {\n      challengeId\n      directions\n      expiresAt\n    }\n    ... on OperationError {\n      code\n    }\n  }\n}": typeof types.RequestLivenessChallengeDocument,
    "mutation SetLocale($locale: Locale!) {\n  setLocale(locale: $locale) {\n    __typename\n    ...CaptureSessionParts\n    ... on OperationError {\n      code\n    }\n  }\n}": typeof types.SetLocaleDocument,
    "mutation SubmitCaptures {\n  submitCaptures {\n    __typename\n    ...CaptureSessionParts\n    ... on OperationError {\n      code\n    }\n  }\n}": typeof types.SubmitCapturesDocument,
};
const documents: Documents = {
    "fragment CaptureSessionParts on CaptureSession {\n  __typename\n  id\n  status\n  locale\n  tenantName\n  branding {\n    __typename\n    primaryColour\n    supportEmail\n    supportPhone\n    supportUrl\n    logoPath\n  }\n  texts {\n    __typename\n    locale\n    intro\n    consent\n    finish\n  }\n  consentTextVersion\n  method\n  acceptedDocuments\n  documentType\n  consentVersion\n  consentGiven\n  slots {\n    __typename\n    slot\n    asked\n    accepted\n    reasonCodes\n  }\n  retake {\n    __typename\n    slot\n    reasonCode\n  }\n  declined\n  applicantMessage\n  redirectUrl\n  expiresAt\n}\n\nquery CaptureSession {\n  captureSession {\n    ...CaptureSessionParts\n  }\n}\n\nsubscription CaptureSessionChanged {\n  captureSessionChanged {\n    ...CaptureSessionParts\n  }\n}": types.CaptureSessionPartsFragmentDoc,
    "mutation ChooseDocument($documentType: DocumentType!) {\n  chooseDocument(documentType: $documentType) {\n    __typename\n    ...CaptureSessionParts\n    ... on OperationError {\n      code\n    }\n  }\n}": types.ChooseDocumentDocument,
    "mutation ConfirmCapture($input: ConfirmCaptureInput!) {\n  confirmCapture(input: $input) {\n    __typename\n    ... on CaptureVerdict {\n      captureId\n      slot\n      accepted\n      reasonCodes\n      session {\n        ...CaptureSessionParts\n      }\n    }\n    ... on OperationError {\n      code\n    }\n  }\n}": types.ConfirmCaptureDocument,
    "mutation CreateHandoffLink {\n  createHandoffLink {\n    __typename\n    ... on CaptureLink {\n      url\n      expiresAt\n    }\n    ... on OperationError {\n      code\n    }\n  }\n}": types.CreateHandoffLinkDocument,
    "mutation CreateUploadTicket($input: UploadTicketInput!) {\n  createUploadTicket(input: $input) {\n    __typename\n    ... on UploadTicket {\n      ticketId\n      url\n      expiresAt\n    }\n    ... on OperationError {\n      code\n    }\n  }\n}": types.CreateUploadTicketDocument,
    "mutation GiveConsent($consentVersion: String!) {\n  giveConsent(consentVersion: $consentVersion) {\n    __typename\n    ...CaptureSessionParts\n    ... on OperationError {\n      code\n    }\n  }\n}": types.GiveConsentDocument,
    "mutation NoteScreen($screen: CaptureScreen!) {\n  noteScreen(screen: $screen)\n}": types.NoteScreenDocument,
    "mutation RequestLivenessChallenge {\n  requestLivenessChallenge {\n    __typename\n    ... on LivenessChallenge {\n      challengeId\n      directions\n      expiresAt\n    }\n    ... on OperationError {\n      code\n    }\n  }\n}": types.RequestLivenessChallengeDocument,
    "mutation SetLocale($locale: Locale!) {\n  setLocale(locale: $locale) {\n    __typename\n    ...CaptureSessionParts\n    ... on OperationError {\n      code\n    }\n  }\n}": types.SetLocaleDocument,
    "mutation SubmitCaptures {\n  submitCaptures {\n    __typename\n    ...CaptureSessionParts\n    ... on OperationError {\n      code\n    }\n  }\n}": types.SubmitCapturesDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment CaptureSessionParts on CaptureSession {\n  __typename\n  id\n  status\n  locale\n  tenantName\n  branding {\n    __typename\n    primaryColour\n    supportEmail\n    supportPhone\n    supportUrl\n    logoPath\n  }\n  texts {\n    __typename\n    locale\n    intro\n    consent\n    finish\n  }\n  consentTextVersion\n  method\n  acceptedDocuments\n  documentType\n  consentVersion\n  consentGiven\n  slots {\n    __typename\n    slot\n    asked\n    accepted\n    reasonCodes\n  }\n  retake {\n    __typename\n    slot\n    reasonCode\n  }\n  declined\n  applicantMessage\n  redirectUrl\n  expiresAt\n}\n\nquery CaptureSession {\n  captureSession {\n    ...CaptureSessionParts\n  }\n}\n\nsubscription CaptureSessionChanged {\n  captureSessionChanged {\n    ...CaptureSessionParts\n  }\n}"): (typeof documents)["fragment CaptureSessionParts on CaptureSession {\n  __typename\n  id\n  status\n  locale\n  tenantName\n  branding {\n    __typename\n    primaryColour\n    supportEmail\n    supportPhone\n    supportUrl\n    logoPath\n  }\n  texts {\n    __typename\n    locale\n    intro\n    consent\n    finish\n  }\n  consentTextVersion\n  method\n  acceptedDocuments\n  documentType\n  consentVersion\n  consentGiven\n  slots {\n    __typename\n    slot\n    asked\n    accepted\n    reasonCodes\n  }\n  retake {\n    __typename\n    slot\n    reasonCode\n  }\n  declined\n  applicantMessage\n  redirectUrl\n  expiresAt\n}\n\nquery CaptureSession {\n  captureSession {\n    ...CaptureSessionParts\n  }\n}\n\nsubscription CaptureSessionChanged {\n  captureSessionChanged {\n    ...CaptureSessionParts\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ChooseDocument($documentType: DocumentType!) {\n  chooseDocument(documentType: $documentType) {\n    __typename\n    ...CaptureSessionParts\n    ... on OperationError {\n      code\n    }\n  }\n}"): (typeof documents)["mutation ChooseDocument($documentType: DocumentType!) {\n  chooseDocument(documentType: $documentType) {\n    __typename\n    ...CaptureSessionParts\n    ... on OperationError {\n      code\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ConfirmCapture($input: ConfirmCaptureInput!) {\n  confirmCapture(input: $input) {\n    __typename\n    ... on CaptureVerdict {\n      captureId\n      slot\n      accepted\n      reasonCodes\n      session {\n        ...CaptureSessionParts\n      }\n    }\n    ... on OperationError {\n      code\n    }\n  }\n}"): (typeof documents)["mutation ConfirmCapture($input: ConfirmCaptureInput!) {\n  confirmCapture(input: $input) {\n    __typename\n    ... on CaptureVerdict {\n      captureId\n      slot\n      accepted\n      reasonCodes\n      session {\n        ...CaptureSessionParts\n      }\n    }\n    ... on OperationError {\n      code\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CreateHandoffLink {\n  createHandoffLink {\n    __typename\n    ... on CaptureLink {\n      url\n      expiresAt\n    }\n    ... on OperationError {\n      code\n    }\n  }\n}"): (typeof documents)["mutation CreateHandoffLink {\n  createHandoffLink {\n    __typename\n    ... on CaptureLink {\n      url\n      expiresAt\n    }\n    ... on OperationError {\n      code\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CreateUploadTicket($input: UploadTicketInput!) {\n  createUploadTicket(input: $input) {\n    __typename\n    ... on UploadTicket {\n      ticketId\n      url\n      expiresAt\n    }\n    ... on OperationError {\n      code\n    }\n  }\n}"): (typeof documents)["mutation CreateUploadTicket($input: UploadTicketInput!) {\n  createUploadTicket(input: $input) {\n    __typename\n    ... on UploadTicket {\n      ticketId\n      url\n      expiresAt\n    }\n    ... on OperationError {\n      code\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation GiveConsent($consentVersion: String!) {\n  giveConsent(consentVersion: $consentVersion) {\n    __typename\n    ...CaptureSessionParts\n    ... on OperationError {\n      code\n    }\n  }\n}"): (typeof documents)["mutation GiveConsent($consentVersion: String!) {\n  giveConsent(consentVersion: $consentVersion) {\n    __typename\n    ...CaptureSessionParts\n    ... on OperationError {\n      code\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation NoteScreen($screen: CaptureScreen!) {\n  noteScreen(screen: $screen)\n}"): (typeof documents)["mutation NoteScreen($screen: CaptureScreen!) {\n  noteScreen(screen: $screen)\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RequestLivenessChallenge {\n  requestLivenessChallenge {\n    __typename\n    ... on LivenessChallenge {\n      challengeId\n      directions\n      expiresAt\n    }\n    ... on OperationError {\n      code\n    }\n  }\n}"): (typeof documents)["mutation RequestLivenessChallenge {\n  requestLivenessChallenge {\n    __typename\n    ... on LivenessChallenge {\n      challengeId\n      directions\n      expiresAt\n    }\n    ... on OperationError {\n      code\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SetLocale($locale: Locale!) {\n  setLocale(locale: $locale) {\n    __typename\n    ...CaptureSessionParts\n    ... on OperationError {\n      code\n    }\n  }\n}"): (typeof documents)["mutation SetLocale($locale: Locale!) {\n  setLocale(locale: $locale) {\n    __typename\n    ...CaptureSessionParts\n    ... on OperationError {\n      code\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SubmitCaptures {\n  submitCaptures {\n    __typename\n    ...CaptureSessionParts\n    ... on OperationError {\n      code\n    }\n  }\n}"): (typeof documents)["mutation SubmitCaptures {\n  submitCaptures {\n    __typename\n    ...CaptureSessionParts\n    ... on OperationError {\n      code\n    }\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;