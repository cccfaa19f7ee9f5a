import type { ComponentType } from 'react'
import type { SettingsSection } from '../../domain/tenant-settings.ts'
import { BrandingSection } from './branding-section.tsx'
import { ChecklistSection } from './checklist-section.tsx'
import { HoursSection } from './hours-section.tsx'
import { MethodsSection } from './methods-section.tsx'
import { RetentionSection } from './retention-section.tsx'
import { SecondReviewSection } from './second-review-section.tsx'
import { TextsSection } from './texts-section.tsx'
import type { SettledTenant } from './use-settings.ts'

export interface SectionProps {
  readonly tenant: SettledTenant
}
interface Section {
  readonly name: SettingsSection
  readonly Section: ComponentType<SectionProps>
}

/** The tabs, from left to right. */
export const sectionTable: readonly [Section, ...Section[]] = [
  { name: 'methods', Section: MethodsSection },
  { name: 'businessHours', Section: HoursSection },
  { name: 'checklist', Section: ChecklistSection },
  { name: 'secondReview', Section: SecondReviewSection },
  { name: 'branding', Section: BrandingSection },
  { name: 'texts', Section: TextsSection },
  { name: 'retention', Section: RetentionSection },
]
