export { verifyApplicant } from '../../workflows/verify-applicant.ts'
export { reviewCase } from '../../workflows/review-case.ts'
export { deliverWebhook } from '../../workflows/deliver-webhook.ts'
export { bare } from './bare.ts'
