import {
  Box,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  TextField,
  Typography,
} from '@mui/material'
import {
  dutyOf,
  erasedKinds,
  leastDays,
  outcomesKept,
  retentionProblem,
  retentionSchema,
} from '../../domain/retention.ts'
import { regimes } from '../../domain/regulation.ts'
import { SaveRetentionDocument } from '../../graphql/operations/generated/admin/graphql.ts'
import { run } from '../api/run.ts'
import { useMayDo } from '../auth/use-viewer.ts'
import { useWords } from '../words/use-words.ts'
import { RetentionPreview } from './retention-preview.tsx'
import { SectionForm } from './section-form.tsx'
import type { SectionProps } from './section-table.ts'
import { termsOfDraft, type DaysDraft } from './terms-of-draft.ts'
import { useSectionDraft } from './use-section-draft.ts'

/** After how many days what is erased, by outcome; and what the next night would erase. */
export function RetentionSection({ tenant }: SectionProps) {
  const { t } = useWords()
  const mayWrite = useMayDo('setUpCompany')
  const words = t.settings.retention
  const regime = regimes.find((each) => each === tenant.regime) ?? 'NONE'
  const section = useSectionDraft<DaysDraft>(
    Object.fromEntries(
      tenant.settings.retention.map(({ outcome, kind, days }) => [
        `${outcome}.${kind}`,
        days?.toString() ?? '',
      ]),
    ),
    tenant.retentionVersion,
    async (draft, expectedVersion) =>
      (await run(SaveRetentionDocument, { terms: termsOfDraft(draft), expectedVersion }))
        .saveRetention,
  )
  const { draft } = section
  const terms = termsOfDraft(draft)
  const parsed = retentionSchema.safeParse(
    Object.fromEntries(
      outcomesKept.map((outcome) => [
        outcome,
        Object.fromEntries(
          terms.filter((term) => term.outcome === outcome).map(({ kind, days }) => [kind, days]),
        ),
      ]),
    ),
  )
  const problem = parsed.success ? retentionProblem(regime, parsed.data) : null
  const wrong = new Set([
    ...(parsed.error?.issues.map(({ path }) => path.join('.')) ?? []),
    ...(problem ? [problem.field] : []),
  ])
  const duty = dutyOf(regime)
  return (
    <SectionForm
      help={words.help}
      section={section}
      sound={parsed.success && problem === null}
      mayWrite={mayWrite}
      readOnly={t.settings.readOnly}
    >
      {duty !== null && (
        <Typography sx={{ mb: 2, maxWidth: '80ch' }}>
          {words.duty(duty.source, duty.days, duty.from === 'CONTRACT_END')}
        </Typography>
      )}
      <Table size="small" aria-label={t.settings.sections.retention} sx={{ maxWidth: 900 }}>
        <TableHead>
          <TableRow>
            <TableCell>{words.outcome}</TableCell>
            {erasedKinds.map((kind) => (
              <TableCell key={kind}>{words.kinds[kind]}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {outcomesKept.map((outcome) => (
            <TableRow key={outcome}>
              <TableCell component="th" scope="row">
                {words.outcomes[outcome]}
              </TableCell>
              {erasedKinds.map((kind) => {
                const place = `${outcome}.${kind}`
                const least = leastDays(regime, outcome, kind)
                return (
                  <TableCell key={kind} sx={{ verticalAlign: 'top' }}>
                    <TextField
                      size="small"
                      fullWidth
                      placeholder={words.always}
                      value={draft[place] ?? ''}
                      disabled={!mayWrite}
                      error={wrong.has(place)}
                      helperText={
                        problem?.field === place && !problem.law
                          ? words.notLonger
                          : least > 0
                            ? words.least(least)
                            : ' '
                      }
                      onChange={({ target }) => section.edit({ [place]: target.value })}
                      slotProps={{
                        htmlInput: {
                          inputMode: 'numeric',
                          'aria-label': `${words.outcomes[outcome]}: ${words.kinds[kind]}`,
                        },
                      }}
                    />
                  </TableCell>
                )
              })}
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <Box component="ul" sx={{ color: 'text.secondary', maxWidth: '80ch', pl: 2.5 }}>
        {words.notes.map((note) => (
          <Typography key={note} component="li" variant="body2">
            {note}
          </Typography>
        ))}
      </Box>
      {parsed.success && problem === null && (
        <RetentionPreview terms={terms} saved={!section.dirty} mayWrite={mayWrite} />
      )}
    </SectionForm>
  )
}
