import { Box, Button, Card, Typography } from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useNotify } from 'react-admin'
import { useLocation } from 'react-router-dom'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import { sessionFilter, type FormFilter } from '../data/list-filters.ts'
import {
  ExportChoicesDocument,
  ExportSessionsDocument,
  type CsvLayoutInput,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { ErrorState, LoadingState } from '../parts/states.tsx'
import { useOperation } from '../parts/use-operation.ts'
import { useWords } from '../words/use-words.ts'
import { ColumnChooser } from './column-chooser.tsx'
import type { ExportColumn, ExportPreset } from './export-types.ts'
import { FileShape } from './file-shape.tsx'
import { PresetBar } from './preset-bar.tsx'
import { Preview } from './preview.tsx'
import { SessionChoice } from './session-choice.tsx'

/** Which applications, which columns, what kind of file; what would come out is seen before it is ordered. */
export function CsvBuilder() {
  const { locale } = useWords()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['export-choices', locale],
    queryFn: () => run(ExportChoicesDocument, { locale }),
    retry: false,
    staleTime: 60_000,
  })
  if (isPending) return <LoadingState />
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />
  return <Builder columns={data.exportColumns} presets={data.exportPresets} />
}

function Builder({
  columns,
  presets,
}: {
  readonly columns: readonly ExportColumn[]
  readonly presets: readonly ExportPreset[]
}) {
  const { t, locale } = useWords()
  const client = useQueryClient()
  const notify = useNotify()
  const allowed = new Set(columns.flatMap(({ key, allowed: yes }) => (yes ? [key] : [])))
  const fitting = ({ own, layout: { columns: keys, ...shape } }: ExportPreset): CsvLayoutInput => ({
    ...shape,
    // what comes with the product speaks the language of who takes it
    locale: own ? shape.locale : locale,
    columns: keys.filter((key) => allowed.has(key)),
  })
  const [layout, setLayout] = useState<CsvLayoutInput>(() =>
    presets[1] ? fitting(presets[1]) : emptyLayout,
  )
  const [form, setForm] = useState<FormFilter>(filterOf(useLocation().state))
  const filter = sessionFilter(form)
  const { start, busy } = useOperation(async () =>
    expectSuccess((await run(ExportSessionsDocument, { filter, layout })).exportSessions),
  )
  const begin = async () => {
    if (!(await start(undefined))) return
    notify(t.exports.started, { type: 'success' })
    await client.invalidateQueries({ queryKey: ['exports'] })
  }
  return (
    <Card
      sx={{ p: 2.5, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 2.5 }}
      component="section"
      aria-label={t.exports.make}
    >
      <PresetBar
        presets={presets}
        layout={layout}
        onChoose={(preset) => setLayout(fitting(preset))}
      />
      <Part title={t.exports.which}>
        <SessionChoice form={form} onChange={setForm} />
      </Part>
      <Part title={t.exports.columns}>
        <ColumnChooser
          columns={columns}
          chosen={layout.columns}
          onChange={(keys) => setLayout({ ...layout, columns: keys })}
        />
      </Part>
      <Part title={t.exports.shape}>
        <FileShape layout={layout} onChange={setLayout} />
      </Part>
      <Part title={t.exports.preview} help={t.exports.previewHelp}>
        {layout.columns.length === 0 ? (
          <Typography color="text.secondary">{t.exports.noneChosen}</Typography>
        ) : (
          <Preview filter={filter} layout={layout} />
        )}
      </Part>
      <Box>
        <Button
          variant="contained"
          loading={busy}
          disabled={layout.columns.length === 0}
          onClick={() => void begin()}
        >
          {t.exports.start}
        </Button>
      </Box>
    </Card>
  )
}

const emptyLayout: CsvLayoutInput = {
  columns: [],
  encoding: 'UTF8_BOM',
  locale: 'ja',
  digitsAsText: false,
}

/** The filters of the list from which one came. */
const filterOf = (state: unknown): FormFilter => {
  const carried: unknown =
    typeof state === 'object' && state !== null ? Reflect.get(state, 'filter') : null
  return typeof carried === 'object' && carried !== null ? { ...carried } : {}
}

const Part = ({
  title,
  help,
  children,
}: {
  readonly title: string
  readonly help?: string
  readonly children: ReactNode
}) => (
  <Box>
    <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'baseline', mb: 1 }}>
      <Typography variant="subtitle1" component="h2" sx={{ fontWeight: 600 }}>
        {title}
      </Typography>
      {help !== undefined && (
        <Typography variant="caption" color="text.secondary">
          {help}
        </Typography>
      )}
    </Box>
    {children}
  </Box>
)
