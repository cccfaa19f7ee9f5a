import ExportIcon from '@mui/icons-material/FileDownloadOutlined'
import ImportIcon from '@mui/icons-material/FileUploadOutlined'
import { Alert, Box, Button, TextField, Typography } from '@mui/material'
import { useDeferredValue, useMemo, useRef } from 'react'
import { useWords } from '../../words/use-words.ts'
import { saveFile } from '../save-file.ts'
import { profileJson, readJson, type JsonProblem } from '../read-json.ts'
import type { Draft } from './use-draft.ts'

/**
 * The draft as it is stored; typed, pasted or imported text is checked and taken over at a press.
 * @param typed kept by the page, so that nothing is lost by looking at another tab; null: the draft itself is shown
 */
export function JsonEditor({
  draft,
  fileName,
  typed,
  onType,
}: {
  readonly draft: Draft
  readonly fileName: string
  readonly typed: string | null
  readonly onType: (text: string | null) => void
}) {
  const { t } = useWords()
  const box = useRef<HTMLTextAreaElement>(null)
  const file = useRef<HTMLInputElement>(null)
  const text = typed ?? profileJson(draft.profile)
  const settled = useDeferredValue(text)
  const reading = useMemo(() => readJson(settled), [settled])
  const isSettled = settled === text
  const take = () => {
    if (reading.kind !== 'PROFILE') return
    const { profile } = reading
    draft.edit(() => profile)
    onType(null)
  }
  const show = ({ from, to, line }: JsonProblem) => {
    const { current } = box
    if (!current) return
    current.focus()
    current.setSelectionRange(from, to)
    current.scrollTop = Math.max(0, (line - 5) * linePx)
  }
  const importFile = async (chosen: File | undefined) => {
    if (chosen) onType(await chosen.text())
    if (file.current) file.current.value = ''
  }
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography color="text.secondary" sx={{ flex: 1, minWidth: 260 }}>
          {t.profiles.jsonHelp}
        </Typography>
        <input
          ref={file}
          type="file"
          accept=".json,application/json"
          hidden
          data-testid="import-file"
          onChange={(event) => void importFile(event.target.files?.[0])}
        />
        <Button startIcon={<ImportIcon />} onClick={() => file.current?.click()}>
          {t.profiles.importFile}
        </Button>
        <Button
          startIcon={<ExportIcon />}
          onClick={() => saveFile(fileName, profileJson(draft.profile))}
        >
          {t.profiles.exportFile}
        </Button>
      </Box>
      <TextField
        multiline
        rows={26}
        value={text}
        onChange={(event) => onType(event.target.value)}
        inputRef={box}
        slotProps={{
          htmlInput: {
            'aria-label': t.profiles.tabJson,
            spellCheck: false,
            wrap: 'off',
            style: { fontFamily: 'monospace', fontSize: '13px', lineHeight: `${linePx}px` },
          },
        }}
      />
      <Box role="status" sx={{ display: 'grid', gap: 1 }}>
        {typed !== null && (
          <Alert
            severity={
              severities[reading.kind === 'PROFILE' && reading.clean ? 'CLEAN' : reading.kind]
            }
          >
            {reading.kind === 'NOT_JSON' && t.profiles.jsonSyntax}
            {reading.kind === 'NOT_A_PROFILE' && t.profiles.jsonWrong}
            {reading.kind === 'PROFILE' &&
              (reading.clean ? t.profiles.lintClean : t.profiles.lintErrors)}
          </Alert>
        )}
        {typed !== null && <ProblemPlaces problems={reading.problems} onShow={show} />}
      </Box>
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button
          variant="outlined"
          disabled={typed === null || !isSettled || reading.kind !== 'PROFILE'}
          onClick={take}
        >
          {t.profiles.jsonTake}
        </Button>
        {typed !== null && <Button onClick={() => onType(null)}>{t.app.cancel}</Button>}
      </Box>
    </Box>
  )
}

const linePx = 19
const severities = {
  CLEAN: 'success',
  PROFILE: 'warning',
  NOT_JSON: 'error',
  NOT_A_PROFILE: 'error',
} as const

function ProblemPlaces({
  problems,
  onShow,
}: {
  readonly problems: readonly JsonProblem[]
  readonly onShow: (problem: JsonProblem) => void
}) {
  const { t, locale } = useWords()
  if (problems.length === 0) return null
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', maxHeight: 220, overflow: 'auto' }}>
      {problems.map((problem, index) => (
        <li key={index}>
          <Button
            size="small"
            onClick={() => onShow(problem)}
            sx={{ textAlign: 'left', justifyContent: 'flex-start', fontWeight: 400 }}
          >
            <span>
              <strong>{t.profiles.linePlace(problem.line, problem.column)}</strong>{' '}
              {problem.place && <code>{problem.place}</code>} {problem.words[locale]}
            </span>
          </Button>
        </li>
      ))}
    </Box>
  )
}
