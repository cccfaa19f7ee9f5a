import {
  Autocomplete,
  type AutocompleteRenderInputParams,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  TextField,
  Typography,
} from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import {
  ReviewerSkillsDocument,
  SetReviewerSkillsDocument,
  type ReviewerSkillsQuery,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { documentTypes } from '../../domain/document-catalogue.ts'
import { locales } from '../../domain/method.ts'
import { queueName } from '../../domain/saved-view.ts'
import { documentWords } from '../../domain/words/documents.ts'
import { EmptyState, ErrorState, LoadingState } from '../parts/states.tsx'
import { useOperation } from '../parts/use-operation.ts'
import { useWords } from '../words/use-words.ts'
import { useQueueCounts } from './use-queue-counts.ts'

type Row = ReviewerSkillsQuery['reviewerSkills'][number]

/** What "next" gives to whom: queues, documents, languages, and how many cases at a time. */
export function SkillsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords()
  const staff = useQuery({
    queryKey: ['reviewerSkills'],
    queryFn: async () => (await run(ReviewerSkillsDocument, {})).reviewerSkills,
    retry: false,
  })
  return (
    <Dialog open onClose={onClose} maxWidth="lg" fullWidth aria-labelledby="skills-title">
      <DialogTitle id="skills-title">{t.lists.skills}</DialogTitle>
      <DialogContent>
        <Typography variant="body2" color="text.secondary" sx={{ mb: 1.5 }}>
          {t.lists.skillsHelp}
        </Typography>
        {staff.isPending && <LoadingState />}
        {staff.error && <ErrorState error={staff.error} onRetry={() => void staff.refetch()} />}
        {staff.data?.length === 0 && <EmptyState>{t.app.empty}</EmptyState>}
        {staff.data && staff.data.length > 0 && (
          <Table size="small" aria-labelledby="skills-title">
            <TableHead>
              <TableRow>
                {[
                  t.queue.assignee,
                  t.queue.queue,
                  t.sessions.document,
                  t.sessions.locale,
                  t.lists.mostCases,
                  t.lists.held,
                  '',
                ].map((label) => (
                  <TableCell key={label} sx={{ fontWeight: 600, color: 'text.secondary' }}>
                    {label}
                  </TableCell>
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {staff.data.map((row) => (
                <SkillsRow key={row.member.id} row={row} />
              ))}
            </TableBody>
          </Table>
        )}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>{t.app.close}</Button>
      </DialogActions>
    </Dialog>
  )
}

function SkillsRow({ row }: { readonly row: Row }) {
  const { t, locale } = useWords()
  const client = useQueryClient()
  const notify = useNotify()
  const counts = useQueueCounts()
  const { displayName, id } = row.member
  const [queues, setQueues] = useState<readonly string[]>(row.queues ?? [])
  const [documents, setDocuments] = useState(
    documentTypes.filter((type) => row.documentTypes?.includes(type)),
  )
  const [languages, setLanguages] = useState(locales.filter((each) => row.locales?.includes(each)))
  const [most, setMost] = useState(row.mostCases === null ? '' : String(row.mostCases))
  const mostFits =
    most === '' || (/^\d{1,4}$/.test(most) && Number(most) >= 1 && Number(most) <= 1000)
  const queuesFit = queues.every((queue) => queueName.safeParse(queue).success)
  // none chosen says no limit
  const chosen = <T,>(list: readonly T[]): T[] | null => (list.length > 0 ? [...list] : null)
  const saving = useOperation(async () =>
    expectSuccess(
      (
        await run(SetReviewerSkillsDocument, {
          input: {
            memberId: id,
            queues: chosen(queues),
            documentTypes: chosen(documents),
            locales: chosen(languages),
            mostCases: most === '' ? null : Number(most),
          },
        })
      ).setReviewerSkills,
    ),
  )
  const save = async () => {
    if (!(await saving.start(undefined))) return
    notify(t.lists.skillsSaved(displayName), { type: 'success' })
    await client.invalidateQueries({ queryKey: ['reviewerSkills'] })
  }
  const any = { placeholder: t.app.all }
  return (
    <TableRow>
      <TableCell sx={{ fontWeight: 600 }}>{displayName}</TableCell>
      <TableCell sx={{ minWidth: 200 }}>
        <Autocomplete
          multiple
          freeSolo
          size="small"
          options={(counts.data ?? []).map(({ queue }) => queue)}
          value={[...queues]}
          onChange={(_event, value) => setQueues(value)}
          renderInput={(props) => (
            <TextField
              {...props}
              {...(queues.length === 0 ? any : {})}
              error={!queuesFit}
              {...named(props, t.queue.queue, displayName)}
            />
          )}
        />
      </TableCell>
      <TableCell sx={{ minWidth: 180 }}>
        <Autocomplete
          multiple
          size="small"
          options={documentTypes}
          value={documents}
          onChange={(_event, value) => setDocuments(value)}
          getOptionLabel={(type) => documentWords[locale][type]}
          renderInput={(props) => (
            <TextField
              {...props}
              {...(documents.length === 0 ? any : {})}
              {...named(props, t.sessions.document, displayName)}
            />
          )}
        />
      </TableCell>
      <TableCell sx={{ minWidth: 150 }}>
        <Autocomplete
          multiple
          size="small"
          options={locales}
          value={languages}
          onChange={(_event, value) => setLanguages(value)}
          renderInput={(props) => (
            <TextField
              {...props}
              {...(languages.length === 0 ? any : {})}
              {...named(props, t.sessions.locale, displayName)}
            />
          )}
        />
      </TableCell>
      <TableCell>
        <TextField
          size="small"
          value={most}
          onChange={(event) => setMost(event.target.value.trim())}
          error={!mostFits}
          placeholder={t.lists.noLimit}
          sx={{ width: 110 }}
          slotProps={{
            htmlInput: {
              inputMode: 'numeric',
              'aria-label': `${displayName}: ${t.lists.mostCases}`,
            },
          }}
        />
      </TableCell>
      <TableCell align="right">{row.heldCases}</TableCell>
      <TableCell>
        <Button
          size="small"
          loading={saving.busy}
          disabled={!mostFits || !queuesFit}
          onClick={() => void save()}
        >
          {t.app.save}
        </Button>
      </TableCell>
    </TableRow>
  )
}

/** The head of the column says what it is; a screen reader hears whose. */
const named = (props: AutocompleteRenderInputParams, label: string, name: string) => ({
  slotProps: {
    ...props.slotProps,
    htmlInput: { ...props.slotProps.htmlInput, 'aria-label': `${name}: ${label}` },
  },
})
