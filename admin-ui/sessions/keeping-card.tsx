import { Box, Button, Card, MenuItem, Stack, TextField, Typography } from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import { useMayDo } from '../auth/use-viewer.ts'
import { holdReasons, type HoldReason } from '../../domain/retention.ts'
import {
  EndLegalHoldDocument,
  NoteContractEndDocument,
  PlaceLegalHoldDocument,
  SessionKeepingDocument,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { useOperation } from '../parts/use-operation.ts'
import { formatDay, formatTime } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'
import { wordOf } from '../words/word-of.ts'

type Deed =
  | { readonly kind: 'HOLD'; readonly reason: HoldReason }
  | { readonly kind: 'FREE' }
  | { readonly kind: 'END'; readonly on: string | null }

/** What was erased of an application, what keeps it, and from when its years count. */
export function KeepingCard({ sessionId }: { readonly sessionId: string }) {
  const { t, locale } = useWords()
  const words = t.keeping
  const client = useQueryClient()
  const mayHold = useMayDo('leadReviews')
  const mayNote = useMayDo('manageSessions')
  const [reason, setReason] = useState<HoldReason>('LITIGATION')
  const [day, setDay] = useState('')
  const key = ['sessionKeeping', sessionId]
  const { data } = useQuery({
    queryKey: key,
    queryFn: async () => (await run(SessionKeepingDocument, { id: sessionId })).verificationSession,
  })
  const { start, busy } = useOperation(async (deed: Deed) => {
    if (deed.kind === 'HOLD')
      return expectSuccess(
        (await run(PlaceLegalHoldDocument, { sessionId, reason: deed.reason })).placeLegalHold,
      )
    if (deed.kind === 'FREE')
      return expectSuccess((await run(EndLegalHoldDocument, { sessionId })).endLegalHold)
    return expectSuccess(
      (await run(NoteContractEndDocument, { sessionId, on: deed.on })).noteContractEnd,
    )
  })
  const act = async (deed: Deed) => {
    const changed = await start(deed)
    if (!changed) return
    const { __typename: _, ...session } = changed
    client.setQueryData(key, session)
    await client.invalidateQueries({ queryKey: ['session', sessionId] })
  }
  if (!data) return null
  const { legalHold, contractEndedOn, redactedAt } = data
  const erased = [
    [words.kinds.PICTURES, data.picturesErasedAt],
    [words.kinds.FILMS, data.filmsErasedAt],
    [words.kinds.PERSON, redactedAt],
  ] as const
  return (
    <Card component="section" aria-label={words.title} sx={{ p: 2 }}>
      <Typography variant="h6" component="h2" sx={{ mb: 1 }}>
        {words.title}
      </Typography>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {erased.map(([name, at]) => (
          <li key={name}>
            {at === null ? words.kept(name) : words.erased(name, formatTime(at, locale))}
          </li>
        ))}
      </Box>
      {redactedAt === null && (
        <Stack spacing={1.5} sx={{ mt: 1.5 }}>
          <Typography variant="body2">
            {contractEndedOn === null
              ? words.contractGoesOn
              : words.contractEnded(formatDay(contractEndedOn, locale))}
          </Typography>
          {mayNote && data.isFinal && (
            <Stack direction="row" spacing={1}>
              {contractEndedOn === null ? (
                <>
                  <TextField
                    type="date"
                    size="small"
                    label={words.contractDay}
                    value={day}
                    onChange={({ target }) => setDay(target.value)}
                    slotProps={{ inputLabel: { shrink: true } }}
                  />
                  <Button
                    disabled={day === ''}
                    loading={busy}
                    onClick={() => void act({ kind: 'END', on: day })}
                  >
                    {words.noteEnd}
                  </Button>
                </>
              ) : (
                <Button loading={busy} onClick={() => void act({ kind: 'END', on: null })}>
                  {words.takeBack}
                </Button>
              )}
            </Stack>
          )}
          {legalHold !== null && (
            <Typography variant="body2" sx={{ fontWeight: 600 }}>
              {words.held(
                wordOf(words.reasons, legalHold.reason),
                legalHold.by?.displayName ?? t.app.system,
                formatTime(legalHold.at, locale),
              )}
            </Typography>
          )}
          {mayHold &&
            (legalHold === null ? (
              <Stack direction="row" spacing={1}>
                <TextField
                  select
                  size="small"
                  label={words.reason}
                  value={reason}
                  onChange={({ target }) =>
                    setReason(holdReasons.find((each) => each === target.value) ?? 'OTHER')
                  }
                  sx={{ minWidth: 160 }}
                >
                  {holdReasons.map((each) => (
                    <MenuItem key={each} value={each}>
                      {words.reasons[each]}
                    </MenuItem>
                  ))}
                </TextField>
                <Button loading={busy} onClick={() => void act({ kind: 'HOLD', reason })}>
                  {words.hold}
                </Button>
              </Stack>
            ) : (
              <Button
                color="warning"
                loading={busy}
                onClick={() => void act({ kind: 'FREE' })}
                sx={{ justifySelf: 'start' }}
              >
                {words.endHold}
              </Button>
            ))}
        </Stack>
      )}
    </Card>
  )
}
