import { PolicyCard } from '../calibration/policy-card.tsx'

/** When two people look at a case; also on the page of how far they agree. */
export const SecondReviewSection = () => <PolicyCard />
