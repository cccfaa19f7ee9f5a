/** The workflows that a worker of the queue `cases` serves; Temporal's bundler wants one entry. */
export { backTest } from './back-test.ts'
export { deliverWebhook } from './deliver-webhook.ts'
export { keepRetention } from './keep-retention.ts'
export { produceExport } from './produce-export.ts'
export { maskPictures } from './mask-pictures.ts'
export { reviewCase } from './review-case.ts'
export { simulateApplicant } from './simulate-applicant.ts'
export { verifyApplicant } from './verify-applicant.ts'
