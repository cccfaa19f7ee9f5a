import type { TextKey } from '../../domain/branding.ts'
import type { Session } from '../api/capture-api.ts'
import { useLanguage } from './language.ts'

/** The company's own words in the applicant's language; null: it has none. */
export function useOwnText(session: Session | null, key: TextKey): string | null {
  const { locale } = useLanguage()
  return session?.texts.find((each) => each.locale === locale)?.[key] ?? null
}

/** The company's words, line by line as they were written, or the usual ones. */
export const OwnText = ({
  text,
  usual,
}: {
  readonly text: string | null
  readonly usual: string
}) => <p className={text === null ? undefined : 'own'}>{text ?? usual}</p>
