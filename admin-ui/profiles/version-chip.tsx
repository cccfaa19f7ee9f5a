import { ToneChip } from '../parts/tone-chip.tsx'
import { unknownLook, versionLooks } from '../theme/tones.ts'
import { useWords } from '../words/use-words.ts'
import { wordOf } from '../words/word-of.ts'

export function VersionChip({ status }: { readonly status: string }) {
  const { t } = useWords()
  return (
    <ToneChip look={versionLooks[status] ?? unknownLook}>
      {wordOf(t.versionStatuses, status)}
    </ToneChip>
  )
}
