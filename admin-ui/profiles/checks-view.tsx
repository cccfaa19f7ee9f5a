import { Table, TableBody, TableCell, TableRow } from '@mui/material'
import { checkKeys } from '../../domain/check.ts'
import { checkWords } from '../../domain/words/checks.ts'
import type { CheckProfile } from '../../rules/profile-schema.ts'
import { thresholdPhrase } from '../../rules/threshold-phrase.ts'
import { thresholdKeys, thresholdTable } from '../../rules/thresholds.ts'
import { ToneChip } from '../parts/tone-chip.tsx'
import { useWords } from '../words/use-words.ts'

/** Which checks are on, and the thresholds of each. */
export function ChecksView({ profile }: { readonly profile: CheckProfile }) {
  const { t, locale } = useWords()
  return (
    <Table size="small" aria-label={t.profiles.tabChecks} sx={{ maxWidth: 900 }}>
      <TableBody>
        {checkKeys.map((check) => (
          <TableRow key={check}>
            <TableCell component="th" scope="row" sx={{ fontWeight: 600, width: 240 }}>
              {checkWords[locale][check]}
            </TableCell>
            <TableCell sx={{ width: 100 }}>
              {profile.checks[check].on ? (
                <ToneChip look={{ tone: 'good', icon: 'check' }}>{t.profiles.checkOn}</ToneChip>
              ) : (
                <ToneChip look={{ tone: 'quiet', icon: 'dash' }}>{t.profiles.checkOff}</ToneChip>
              )}
            </TableCell>
            <TableCell>
              {thresholdKeys
                .filter((key) => thresholdTable[key].check === check)
                .map((key) => (
                  <div key={key}>
                    {thresholdTable[key].words[locale]}:{' '}
                    <strong>{thresholdPhrase(key, profile.thresholds[key], locale)}</strong>
                  </div>
                ))}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
