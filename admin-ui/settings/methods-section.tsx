import {
  Alert,
  Box,
  Checkbox,
  FormControl,
  FormControlLabel,
  FormGroup,
  FormHelperText,
  FormLabel,
  MenuItem,
  Switch,
  TextField,
} from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { documentTypes } from '../../domain/document-catalogue.ts'
import { dayInJapan } from '../../domain/japan-days.ts'
import { lawChangesOn, regimes, type Regime } from '../../domain/regulation.ts'
import { documentWords } from '../../domain/words/documents.ts'
import { methodWords } from '../../domain/words/methods.ts'
import {
  RegulationOnDocument,
  SaveMethodsDocument,
  type RegulationOnQuery,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { run } from '../api/run.ts'
import { useMayDo } from '../auth/use-viewer.ts'
import { RowsTable } from '../parts/rows-table.tsx'
import { ErrorState, LoadingState } from '../parts/states.tsx'
import { ToneChip } from '../parts/tone-chip.tsx'
import { formatDay } from '../words/format-time.ts'
import { useWords } from '../words/use-words.ts'
import { SectionForm } from './section-form.tsx'
import type { SectionProps } from './section-table.ts'
import { toggled } from '../parts/toggled.ts'
import { useSectionDraft } from './use-section-draft.ts'

type Entry = RegulationOnQuery['regulation'][number]

/** Which methods the law allows on which day, and which of them the company offers. */
export function MethodsSection({ tenant }: SectionProps) {
  const { t, locale } = useWords()
  const mayWrite = useMayDo('setUpCompany')
  const { offeredMethods, acceptedDocuments } = tenant.settings
  const section = useSectionDraft(
    { regime: regimeOf(tenant.regime), offeredMethods, acceptedDocuments },
    tenant.methodsVersion,
    async (draft, expectedVersion) =>
      (await run(SaveMethodsDocument, { ...draft, expectedVersion })).saveMethods,
  )
  const { draft, edit } = section
  return (
    <SectionForm
      help={t.settings.methods.help}
      section={section}
      sound={draft.acceptedDocuments.length > 0}
      mayWrite={mayWrite}
      readOnly={t.settings.readOnly}
    >
      <TextField
        select
        size="small"
        label={t.settings.methods.regime}
        helperText={t.settings.methods.regimeHelp}
        value={draft.regime}
        disabled={!mayWrite}
        onChange={({ target }) => edit({ regime: regimeOf(target.value) })}
        sx={{ minWidth: 420, mb: 2 }}
      >
        {regimes.map((regime) => (
          <MenuItem key={regime} value={regime}>
            {t.settings.methods.regimes[regime]}
          </MenuItem>
        ))}
      </TextField>
      <Methods
        regime={draft.regime}
        offered={draft.offeredMethods}
        mayWrite={mayWrite}
        onOffered={(method) => edit({ offeredMethods: toggled(draft.offeredMethods, method) })}
      />
      <FormControl component="fieldset" sx={{ mt: 3 }} error={draft.acceptedDocuments.length === 0}>
        <FormLabel component="legend">{t.settings.methods.documents}</FormLabel>
        <FormGroup row>
          {documentTypes.map((type) => (
            <FormControlLabel
              key={type}
              label={documentWords[locale][type]}
              control={
                <Checkbox
                  checked={draft.acceptedDocuments.includes(type)}
                  disabled={!mayWrite}
                  onChange={() =>
                    edit({ acceptedDocuments: toggled(draft.acceptedDocuments, type) })
                  }
                />
              }
            />
          ))}
        </FormGroup>
        {draft.acceptedDocuments.length === 0 && (
          <FormHelperText>{t.settings.methods.oneDocument}</FormHelperText>
        )}
      </FormControl>
    </SectionForm>
  )
}

function Methods({
  regime,
  offered,
  mayWrite,
  onOffered,
}: {
  readonly regime: Regime
  readonly offered: readonly Entry['method'][]
  readonly mayWrite: boolean
  readonly onOffered: (method: Entry['method']) => void
}) {
  const { t, locale } = useWords()
  const today = dayInJapan(new Date())
  const { data, error, refetch } = useQuery({
    queryKey: ['regulationOn', regime, today],
    queryFn: async () => {
      const on = async (day: string) =>
        (await run(RegulationOnDocument, { regime, on: day })).regulation
      const [now, then] = await Promise.all([on(today), on(lawChangesOn)])
      return now.map((entry) => ({
        ...entry,
        id: entry.method,
        allowedThen: then.some((each) => each.method === entry.method && each.allowedToday),
      }))
    },
  })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <LoadingState />
  const usable = data.some(
    ({ method, allowedToday, runs }) => allowedToday && runs && offered.includes(method),
  )
  const words = t.settings.methods
  return (
    <Box sx={{ overflowX: 'auto' }}>
      {!usable && (
        <Alert severity="error" sx={{ mb: 1 }}>
          {words.nothing}
        </Alert>
      )}
      <RowsTable
        label={words.method}
        rows={data}
        columns={[
          { label: words.method, render: ({ method }) => methodWords[locale][method] },
          { label: words.label, render: ({ label }) => label || t.app.none },
          { label: words.today, render: ({ allowedToday }) => <Allowed yes={allowedToday} /> },
          {
            label: words.from(formatDay(lawChangesOn, locale)),
            render: ({ allowedThen }) => <Allowed yes={allowedThen} />,
          },
          {
            label: words.endsOn,
            render: ({ endsOn }) => (endsOn ? formatDay(endsOn, locale) : t.app.none),
          },
          {
            label: words.offered,
            render: ({ method, runs }) =>
              runs ? (
                <Switch
                  checked={offered.includes(method)}
                  disabled={!mayWrite}
                  onChange={() => onOffered(method)}
                  slotProps={{
                    input: { 'aria-label': `${words.offered}: ${methodWords[locale][method]}` },
                  }}
                />
              ) : (
                words.notBuilt
              ),
          },
        ]}
      />
    </Box>
  )
}

function Allowed({ yes }: { readonly yes: boolean }) {
  const { t } = useWords()
  return (
    <ToneChip look={yes ? { tone: 'good', icon: 'check' } : { tone: 'quiet', icon: 'dash' }}>
      {yes ? t.settings.methods.allowed : t.settings.methods.forbidden}
    </ToneChip>
  )
}

const regimeOf = (name: string): Regime => regimes.find((regime) => regime === name) ?? 'NONE'
