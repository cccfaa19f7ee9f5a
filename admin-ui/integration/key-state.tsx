import type { ApiKeysQuery } from '../../graphql/operations/generated/admin/graphql.ts'
import { ToneChip } from '../parts/tone-chip.tsx'
import type { Look } from '../theme/tones.ts'
import { useWords } from '../words/use-words.ts'

export type ApiKeyRow = ApiKeysQuery['apiKeys'][number]

type State = 'active' | 'soon' | 'over' | 'replaced' | 'revoked'
const looks: Readonly<Record<State, Look>> = {
  active: { tone: 'good', icon: 'check' },
  soon: { tone: 'warn', icon: 'clock' },
  replaced: { tone: 'info', icon: 'again' },
  over: { tone: 'quiet', icon: 'dash' },
  revoked: { tone: 'quiet', icon: 'dash' },
}

export function KeyState({ apiKey }: { readonly apiKey: ApiKeyRow }) {
  const { t } = useWords()
  const state = stateOf(apiKey, Date.now())
  return <ToneChip look={looks[state]}>{t.apiKeys[state]}</ToneChip>
}

/** Does it still open something? */
export const opens = (key: ApiKeyRow): boolean =>
  ['active', 'soon', 'replaced'].includes(stateOf(key, Date.now()))

/** Long enough before its end to make another one. */
const soonMs = 14 * 86_400_000

function stateOf({ revokedAt, expiresAt, replaced }: ApiKeyRow, nowMs: number): State {
  if (revokedAt !== null) return 'revoked'
  const leftMs = expiresAt === null ? Infinity : Date.parse(expiresAt) - nowMs
  if (leftMs <= 0) return 'over'
  if (replaced) return 'replaced'
  return leftMs < soonMs ? 'soon' : 'active'
}
