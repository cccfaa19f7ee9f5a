import type { Case } from '../../db/reads/cases.ts'
import type { Moment } from '../as-of.ts'
import { builder } from '../builder.ts'

/** Apart, because sessions speak of cases and cases of sessions. */
export const caseRef = builder.objectRef<Case & Moment>('Case')
