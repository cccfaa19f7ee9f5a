import PrintIcon from '@mui/icons-material/PrintOutlined'
import {
  Alert,
  Box,
  Button,
  Card,
  GlobalStyles,
  ToggleButton,
  ToggleButtonGroup,
  Typography,
} from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router-dom'
import { ApiError } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import {
  PersonViewsDocument,
  type PersonViewsQuery,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { Page } from '../parts/page.tsx'
import { RowsTable } from '../parts/rows-table.tsx'
import { ErrorState, LoadingState } from '../parts/states.tsx'
import { formatMoment } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'

type PersonView = PersonViewsQuery['personViews']['views'][number]

/** Everybody who saw what is personal of an application, or of all that the applicant has sent in; to be printed. */
export function WhoSawPage() {
  const { id = '' } = useParams()
  const { t } = useWords()
  const [whole, setWhole] = useState(false)
  const session = useQuery({
    queryKey: ['whoSaw', id],
    queryFn: () => readViews(id, id),
    retry: false,
  })
  const applicantId = session.data?.verificationSession.applicant.id ?? null
  const applicant = useQuery({
    queryKey: ['whoSaw', id, 'applicant'],
    queryFn: () => readViews(id, applicantId ?? ''),
    enabled: whole && applicantId !== null,
    retry: false,
  })
  const { data, error, refetch } = whole ? applicant : session
  const head = session.data?.verificationSession
  return (
    <Page
      title={head ? t.personal.whoSawOf(head.applicant.externalId) : t.personal.whoSaw}
      back={{ to: `/sessions/${id}/show`, label: t.personal.backToSession }}
      actions={
        <>
          <ToggleButtonGroup
            exclusive
            size="small"
            value={whole}
            onChange={(_event, next: boolean | null) => next !== null && setWhole(next)}
            aria-label={t.personal.scope}
            className="no-print"
          >
            <ToggleButton value={false} sx={{ color: 'text.primary' }}>
              {t.personal.thisSession}
            </ToggleButton>
            <ToggleButton value sx={{ color: 'text.primary' }}>
              {t.personal.allSessions}
            </ToggleButton>
          </ToggleButtonGroup>
          <Button
            startIcon={<PrintIcon />}
            disabled={!data}
            onClick={() => globalThis.print()}
            className="no-print"
          >
            {t.personal.print}
          </Button>
        </>
      }
    >
      <GlobalStyles styles={printStyles} />
      <Typography color="text.secondary" sx={{ mb: 2, maxWidth: 900 }}>
        {t.personal.whoSawHelp}
      </Typography>
      {data ? (
        <Card sx={{ overflowX: 'auto' }}>
          {data.personViews.more && <Alert severity="warning">{t.personal.more}</Alert>}
          {data.personViews.views.length === 0 ? (
            <Typography sx={{ p: 3 }} color="text.secondary">
              {t.personal.nobody}
            </Typography>
          ) : (
            <Views views={data.personViews.views} withSession={whole} />
          )}
        </Card>
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <LoadingState />
      )}
    </Page>
  )
}

async function readViews(sessionId: string, of: string) {
  const { verificationSession, personViews } = await run(PersonViewsDocument, { sessionId, of })
  if (!verificationSession) throw new ApiError('NOT_FOUND', 404)
  return { verificationSession, personViews }
}

function Views({
  views,
  withSession,
}: {
  readonly views: readonly PersonView[]
  readonly withSession: boolean
}) {
  const { t, locale } = useWords()
  const joint = locale === 'ja' ? '・' : ', '
  return (
    <RowsTable
      label={t.personal.whoSaw}
      rows={views.map((view, place) => ({ ...view, id: String(place) }))}
      columns={[
        {
          label: t.personal.when,
          render: ({ firstAt }) => (
            <Box sx={{ whiteSpace: 'nowrap' }}>{formatMoment(firstAt, locale)}</Box>
          ),
        },
        {
          label: t.personal.who,
          render: ({ viewerKind, viewerName, partnerName }) => (
            <>
              <Box sx={{ fontWeight: 600 }}>{viewerName ?? t.app.none}</Box>
              {(viewerKind === 'API_KEY' || partnerName !== null) && (
                <Typography variant="caption" color="text.secondary">
                  {partnerName ?? t.personal.apiKey}
                </Typography>
              )}
            </>
          ),
        },
        {
          label: t.personal.what,
          render: ({ kinds }) => kinds.map((kind) => t.personal.kinds[kind]).join(joint),
        },
        { label: t.personal.how, render: ({ way }) => t.personal.ways[way] },
        {
          label: t.personal.why,
          render: ({ purpose, reason }) =>
            purpose === null ? (
              t.app.none
            ) : (
              <>
                {t.personal.purposes[purpose]}
                {reason !== null && (
                  <Typography
                    variant="body2"
                    color="text.secondary"
                    sx={{ wordBreak: 'break-word', maxWidth: 360 }}
                  >
                    {reason}
                  </Typography>
                )}
              </>
            ),
        },
        ...(withSession
          ? [
              {
                label: t.personal.application,
                render: ({ session }: PersonView) =>
                  session ? formatMoment(session.createdAt, locale) : t.app.none,
              },
            ]
          : []),
      ]}
    />
  )
}

/** The report alone, black on white. */
const printStyles = {
  '@page': { size: 'A4 landscape', margin: '12mm' },
  '@media print': {
    '.no-print, header.MuiAppBar-root, .RaSidebar-fixed, .RaLayout-appFrame > div > .MuiDrawer-root':
      { display: 'none !important' },
    'html, body, .MuiCard-root': { background: '#fff !important', color: '#000 !important' },
    '.MuiTableCell-root, .MuiTypography-root': { color: '#000 !important' },
  },
} as const
