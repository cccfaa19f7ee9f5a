import { en } from './en.ts'
import { ja } from './ja.ts'
import type { StaffLocale, Words } from './words.ts'

export const wordsByLocale: Readonly<Record<StaffLocale, Words>> = { ja, en }
