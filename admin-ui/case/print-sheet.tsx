import { Box, GlobalStyles } from '@mui/material'
import { useIsFetching } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { caseStatusWords } from '../../domain/words/case-statuses.ts'
import { checkWords } from '../../domain/words/checks.ts'
import { documentWords } from '../../domain/words/documents.ts'
import { fieldWords } from '../../domain/words/fields.ts'
import { methodWords } from '../../domain/words/methods.ts'
import { outcomeWords } from '../../domain/words/outcomes.ts'
import { slotWords } from '../../domain/words/slots.ts'
import { factsById } from '../../rules/facts.ts'
import { wordsOfValue } from '../../rules/enum-words.ts'
import { valuePhrase } from '../../rules/phrases.ts'
import { useViewer } from '../auth/use-viewer.ts'
import { Reasons } from '../parts/codes.tsx'
import { displayOf } from '../pictures/pane-table.ts'
import { usePictureUrl } from '../pictures/use-picture-url.ts'
import { formatMoment } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'
import { wordOf } from '../words/word-of.ts'
import type { LoadedCapture, LoadedCase, LoadedDecision } from './case-types.ts'
import { factRows } from './fact-rows.ts'
import { matchOf } from './field-match.ts'
import { byUrgency } from './open-checks.ts'
import { traceRows } from './trace-rows.ts'

/** A case on A4: what was said and read, checks, pictures, rules, decisions, and who did what when. Nowhere to be seen but on paper. */
export function PrintSheet({ reviewed }: { readonly reviewed: LoadedCase }) {
  const { t, locale } = useWords()
  const viewer = useViewer()
  const loading = useIsFetching({ queryKey: ['picture'] })
  const [printedAt] = useState(() => new Date().toISOString())
  const [printed, setPrinted] = useState(false)
  const print = useEffectEvent(() => {
    if (printed) return
    setPrinted(true)
    globalThis.print()
  })
  useEffect(() => {
    if (loading > 0) return undefined
    // what came last is drawn first
    const timer = setTimeout(() => print(), 300)
    return () => clearTimeout(timer)
  }, [loading])

  const { session } = reviewed
  const attempt = session.attempts.toSorted((a, b) => a.number - b.number).at(-1)
  const captures = session.attempts
    .flatMap((each) => each.captures)
    .filter(({ superseded, accepted }) => accepted && !superseded)
  const now = formatMoment(printedAt, locale)
  return createPortal(
    <Box id="print-sheet" lang={locale} sx={sheet}>
      <GlobalStyles styles={printStyles} />
      <h1>
        {t.casePage.printCase} {session.applicant.externalId}
      </h1>
      <p className="small">
        {t.casePage.confidential} {t.casePage.printed(now, viewer?.displayName ?? '')} ·{' '}
        {viewer?.tenantName}
      </p>
      <Rows
        rows={[
          [t.casePage.itemId, reviewed.id],
          [t.sessions.status, caseStatusWords[locale][reviewed.status]],
          [t.sessions.method, methodWords[locale][session.method]],
          [
            t.sessions.document,
            session.documentType ? documentWords[locale][session.documentType] : t.app.none,
          ],
          [t.case.reviewedWhy, <Reasons key="why" codes={reviewed.reasonCodes} />],
          [
            t.sessions.profile,
            `${session.checkProfileVersion.profile.name} ${t.sessions.version(session.checkProfileVersion.number)}`,
          ],
          [t.queue.opened, formatMoment(reviewed.openedAt, locale)],
          [
            t.sessions.decided,
            reviewed.resolvedAt ? formatMoment(reviewed.resolvedAt, locale) : t.app.none,
          ],
        ]}
      />
      <Part title={t.casePage.decision}>
        {session.decisions.map((decision) => (
          <DecisionOnPaper key={decision.id} decision={decision} />
        ))}
      </Part>
      <Part title={t.case.fields}>
        <table>
          <tbody>
            {(attempt?.fields ?? []).map((field) => (
              <tr key={field.key}>
                <th>{wordOf(fieldWords[locale], field.key)}</th>
                {field.values.map((value, index) => {
                  const [first] = field.values
                  const match =
                    index > 0 && first && !field.masked ? matchOf(field.key, first, value) : null
                  return (
                    <td key={value.source}>
                      <small>{wordOf(t.casePage.sourceNames, value.source)}</small>{' '}
                      {value.text ?? t.case.notRead}
                      {match && <small> ({wordsOfValue(match.answer)[locale]})</small>}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Part>
      <Part title={t.case.checks}>
        <table>
          <tbody>
            {byUrgency(attempt?.checks ?? []).map((check) => (
              <tr key={check.key}>
                <th>{wordOf(checkWords[locale], check.key)}</th>
                <td>{outcomeWords[locale][check.outcome]}</td>
                <td>{check.reasonCodes.length > 0 && <Reasons codes={check.reasonCodes} />}</td>
                <td>
                  <small>
                    {factRows(check.key, check.facts)
                      .map(
                        ({ id, value }) =>
                          `${factsById.get(id)?.words[locale] ?? id}: ${valuePhrase(id, value, locale)}`,
                      )
                      .join(' · ')}
                  </small>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Part>
      <Part title={t.case.pictures}>
        <div className="pictures">
          {captures.map((capture) => (
            <PictureOnPaper key={capture.id} capture={capture} />
          ))}
        </div>
      </Part>
      <Part title={t.casePage.whoAndWhen}>
        <table>
          <tbody>
            {session.history.toReversed().map((event) => (
              <tr key={event.id}>
                <td>{formatMoment(event.at, locale)}</td>
                <td>{wordOf(t.auditActions, event.action)}</td>
                <td>{event.actor?.displayName ?? wordOf(t.actorKinds, event.actorKind)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Part>
    </Box>,
    document.body,
  )
}

function DecisionOnPaper({ decision }: { readonly decision: LoadedDecision }) {
  const { t, locale } = useWords()
  const rows = traceRows(decision.trace, decision[locale])
  return (
    <section>
      <p>
        <strong>{wordOf(t.decisionOutcomes, decision.outcome)}</strong>{' '}
        {decision.member ? t.case.by(decision.member.displayName) : t.case.decidedBySystem}{' '}
        {formatMoment(decision.createdAt, locale)}
        {decision.reasonCodes.length > 0 && (
          <>
            {' · '}
            <Reasons codes={decision.reasonCodes} />
          </>
        )}
      </p>
      {decision.internalNote !== null && (
        <p>
          {t.case.note}: {decision.internalNote}
        </p>
      )}
      {decision.applicantMessage !== null && (
        <p>
          {t.case.message}: {decision.applicantMessage}
        </p>
      )}
      {decision.checklist.map((item) => (
        <p key={item.itemId}>
          ☑ {item[locale]}
          {item.note !== null && `: ${item.note}`}
        </p>
      ))}
      <ol>
        {rows.map(({ sentence, kind }) => (
          <li key={sentence} className={kind === 'DECIDED' ? 'decided' : ''}>
            {kind === 'DECIDED' ? '●' : kind === 'HOLDS' ? '○' : kind === 'UNKNOWN' ? '?' : '–'}{' '}
            {sentence}
          </li>
        ))}
      </ol>
    </section>
  )
}

function PictureOnPaper({ capture }: { readonly capture: LoadedCapture }) {
  const { locale } = useWords()
  const { url } = usePictureUrl(capture.id, displayOf(capture.slot).variant, 0)
  return (
    <figure>
      {url !== null && <img src={url} alt="" />}
      <figcaption>
        {slotWords[locale][capture.slot]} {formatMoment(capture.receivedAt, locale)}
      </figcaption>
    </figure>
  )
}

const Rows = ({ rows }: { readonly rows: readonly (readonly [string, ReactNode])[] }) => (
  <table>
    <tbody>
      {rows.map(([label, value]) => (
        <tr key={label}>
          <th>{label}</th>
          <td>{value}</td>
        </tr>
      ))}
    </tbody>
  </table>
)

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section>
    <h2>{title}</h2>
    {children}
  </section>
)

const printStyles = {
  '@page': { size: 'A4', margin: '12mm' },
  '@media print': {
    'html, body': { background: '#fff !important' },
    'body > *:not(#print-sheet)': { display: 'none !important' },
  },
} as const

/** Black on white, whatever the screen is. */
const sheet = {
  display: 'none',
  '@media print': { display: 'block' },
  color: '#000',
  bgcolor: '#fff',
  fontSize: '9pt',
  lineHeight: 1.45,
  '& h1': { fontSize: '14pt', m: 0 },
  '& h2': { fontSize: '11pt', mt: '4mm', mb: '1mm', borderBottom: '0.3mm solid #000' },
  '& .small, & small': { fontSize: '8pt', color: '#333' },
  '& p': { m: 0, mb: '1mm' },
  '& table': { borderCollapse: 'collapse', width: '100%' },
  '& th, & td': {
    textAlign: 'left',
    verticalAlign: 'top',
    borderBottom: '0.1mm solid #999',
    p: '0.6mm 1.5mm 0.6mm 0',
    fontWeight: 400,
  },
  '& th': { width: '32mm', fontWeight: 600 },
  '& tr, & figure, & li': { breakInside: 'avoid' },
  '& ol': { m: 0, p: 0, listStyle: 'none' },
  '& .decided': { fontWeight: 700 },
  '& .pictures': { display: 'grid', gridTemplateColumns: '1fr 1fr', gap: '3mm' },
  '& figure': { m: 0 },
  '& img': { maxWidth: '100%', maxHeight: '62mm', display: 'block' },
} as const
