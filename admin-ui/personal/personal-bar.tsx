import ShownIcon from '@mui/icons-material/VisibilityOutlined'
import HiddenIcon from '@mui/icons-material/VisibilityOffOutlined'
import { Box, Button, Card, Typography } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import type { LoadedSession } from '../case/case-types.ts'
import { HidePersonDocument } from '../../graphql/operations/generated/admin/graphql.ts'
import { useOperation } from '../parts/use-operation.ts'
import { useNow } from '../parts/use-now.ts'
import { useWords } from '../words/use-words.ts'
import { RevealDialog } from './reveal-dialog.tsx'
import { useAccessChange } from './use-access-change.ts'

/**
 * Says how much of the person this member sees, and lets them see more for a purpose. Nothing where the case is in their hands:
 * there everything is open.
 */
export function PersonalBar({
  session,
  flat = false,
}: {
  readonly session: Pick<LoadedSession, 'id' | 'personalAccess'>
  /** Across the page, between other bars. */
  readonly flat?: boolean
}) {
  const { t, locale } = useWords()
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const { open, masked, why, until, mayReveal } = session.personalAccess
  const reload = async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: ['session', session.id] }),
      client.invalidateQueries({ queryKey: ['case'] }),
    ])
  }
  useAccessChange(session.personalAccess, reload)
  const hide = useOperation(async () =>
    expectSuccess((await run(HidePersonDocument, { sessionId: session.id })).hidePerson),
  )
  if (why === 'REVIEW' || (!masked && open.length === 0)) return null
  const revealed = why === 'REVEAL' && until !== null
  const Icon = revealed ? ShownIcon : HiddenIcon
  const shown = open.map((kind) => t.personal.kinds[kind]).join(locale === 'ja' ? '・' : ', ')
  return (
    <Card
      role="region"
      aria-label={t.personal.title}
      square={flat}
      sx={{
        display: 'flex',
        alignItems: 'center',
        flexWrap: 'wrap',
        gap: 1.5,
        px: 2,
        py: flat ? 0.5 : 1,
        borderLeft: 4,
        borderLeftColor: revealed ? 'warning.main' : 'divider',
      }}
    >
      <Icon fontSize="small" color={revealed ? 'warning' : 'disabled'} />
      <Box sx={{ flex: 1, minWidth: 220 }}>
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          {revealed ? t.personal.shown(shown) : t.personal.masked}
        </Typography>
        {!revealed && (
          <Typography variant="caption" color="text.secondary">
            {mayReveal ? t.personal.maskedHelp : t.personal.noNeed}
          </Typography>
        )}
      </Box>
      {revealed && <Countdown until={until} />}
      {mayReveal && (
        <Button
          size="small"
          variant={revealed ? 'text' : 'outlined'}
          onClick={() => setAsking(true)}
        >
          {revealed ? t.personal.showMore : t.personal.show}
        </Button>
      )}
      {revealed && (
        <Button
          size="small"
          variant="outlined"
          loading={hide.busy}
          onClick={() => void hide.start(undefined).then(reload)}
        >
          {t.personal.hide}
        </Button>
      )}
      {asking && (
        <RevealDialog
          sessionId={session.id}
          already={open}
          onClose={() => setAsking(false)}
          onShown={async () => {
            setAsking(false)
            await reload()
          }}
        />
      )}
    </Card>
  )
}

/** Minutes and seconds until what is shown is hidden again. */
function Countdown({ until }: { readonly until: string }) {
  const { t } = useWords()
  const left = Math.max(0, Math.ceil((Date.parse(until) - useNow()) / 1000))
  const text = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`
  return (
    <Typography
      variant="body2"
      role="timer"
      aria-label={t.personal.left(text)}
      sx={{ fontVariantNumeric: 'tabular-nums', fontWeight: 600 }}
    >
      {t.personal.left(text)}
    </Typography>
  )
}
