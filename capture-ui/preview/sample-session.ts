import { consentTextVersion } from '../../domain/branding.ts'
import { locales } from '../../domain/method.ts'
import type { Session } from '../api/capture-api.ts'
import type { PreviewAsked } from './preview-message.ts'

/** A session that nobody opened, before its first step. */
export const sampleSession = ({ tenantName, branding, texts, logo }: PreviewAsked): Session => ({
  __typename: 'CaptureSession',
  id: 'preview',
  status: 'CREATED',
  locale: 'ja',
  tenantName: branding.displayName ?? tenantName,
  branding: { __typename: 'Branding', ...branding, logoPath: logo },
  texts: locales.map((locale) => ({ __typename: 'CaptureTexts', locale, ...texts[locale] })),
  consentTextVersion,
  method: 'DOC_SELFIE',
  acceptedDocuments: ['DRIVERS_LICENCE'],
  documentType: null,
  consentVersion: null,
  consentGiven: false,
  slots: [],
  retake: [],
  declined: [],
  applicantMessage: null,
  redirectUrl: null,
  expiresAt: '2100-01-01T00:00:00Z',
})
