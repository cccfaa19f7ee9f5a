import CertainIcon from '@mui/icons-material/VerifiedOutlined'
import UncertainIcon from '@mui/icons-material/WarningAmberOutlined'
import {
  Box,
  Link,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
  Tooltip,
  Typography,
} from '@mui/material'
import { alpha, useTheme } from '@mui/material/styles'
import { documentCatalogue, type DocumentType } from '../../domain/document-catalogue.ts'
import { fieldWords } from '../../domain/words/fields.ts'
import { wordsOfValue } from '../../rules/enum-words.ts'
import type { LoadedCapture, LoadedField, Place } from './case-types.ts'
import { FieldCrop } from '../pictures/field-crop.tsx'
import { usePictureUrl } from '../pictures/use-picture-url.ts'
import { ToneChip } from '../parts/tone-chip.tsx'
import type { Look } from '../theme/tones.ts'
import { useWords } from '../words/use-words.ts'
import { wordOf } from '../words/word-of.ts'
import type { DiffMark, MarkKind } from './diff-marks.ts'
import { matchOf, type FieldValue, type Match } from './field-match.ts'

/** What each source says of a field, character under character: first what can be compared, then the rest. */
export function FieldTable({
  fields,
  captures,
  documentType,
  onPoint,
}: {
  readonly fields: readonly LoadedField[]
  readonly captures: readonly LoadedCapture[]
  readonly documentType: DocumentType | null
  readonly onPoint: (place: Place) => void
}) {
  const { t } = useWords()
  const ordered = [
    ...fields.filter(({ values }) => values.length > 1),
    ...fields.filter(({ values }) => values.length <= 1),
  ]
  return (
    <Table size="small" aria-label={t.case.fields}>
      <TableHead>
        <TableRow>
          {[t.case.field, t.case.onPicture, t.casePage.sources].map((label) => (
            <TableCell key={label} sx={{ fontWeight: 600, color: 'text.secondary', py: 0.5 }}>
              {label}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {ordered.map((field) => (
          <FieldRow
            key={field.key}
            field={field}
            capture={
              captures.find(({ slot, superseded }) => slot === field.slot && !superseded) ?? null
            }
            aspect={documentType ? documentCatalogue[documentType].aspect : 1}
            onPoint={() => onPoint({ slot: field.slot, box: field.box, label: null })}
          />
        ))}
      </TableBody>
    </Table>
  )
}

function FieldRow({
  field,
  capture,
  aspect,
  onPoint,
}: {
  readonly field: LoadedField
  readonly capture: LoadedCapture | null
  readonly aspect: number
  readonly onPoint: () => void
}) {
  const { locale } = useWords()
  const { url } = usePictureUrl(capture?.id ?? null, 'RECTIFIED', 0)
  const [first, ...others] = field.values
  const matches =
    first && !field.masked ? others.map((other) => matchOf(field.key, first, other)) : []
  return (
    <TableRow
      hover
      onClick={onPoint}
      sx={{ cursor: 'pointer', '& td': { py: 0.6, verticalAlign: 'top' } }}
    >
      <TableCell sx={{ fontWeight: 600, width: 120 }}>
        <Link
          component="button"
          type="button"
          color="inherit"
          onClick={onPoint}
          sx={{ fontWeight: 600, textAlign: 'left' }}
        >
          {wordOf(fieldWords[locale], field.key)}
        </Link>
      </TableCell>
      <TableCell sx={{ width: 236 }}>
        <FieldCrop url={url} region={field.box} aspect={aspect} />
      </TableCell>
      <TableCell sx={{ minWidth: 240 }}>
        {first && (
          <SourceLine
            value={first}
            // held against itself where nothing else is there; else against the first that can be
            marks={matches.find((match) => match !== null)?.diff.left ?? null}
            match={null}
            compared={others.length > 0}
          />
        )}
        {others.map((value, index) => (
          <SourceLine
            key={value.source}
            value={value}
            marks={matches[index]?.diff.right ?? null}
            match={matches[index] ?? null}
            compared
          />
        ))}
      </TableCell>
    </TableRow>
  )
}

/** One source: what it is, what it says, and how that stands to the first. */
function SourceLine({
  value,
  marks,
  match,
  compared,
}: {
  readonly value: FieldValue
  readonly marks: readonly DiffMark[] | null
  readonly match: Match | null
  readonly compared: boolean
}) {
  const { t, locale } = useWords()
  const { source, text, normalised, trusted, candidates } = value
  const meant = normalised !== null && normalised !== text ? normalised : null
  return (
    <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1, lineHeight: 1.7 }}>
      <Box component="span" sx={{ width: 84, flexShrink: 0, display: 'flex', gap: 0.5 }}>
        <Typography component="span" variant="caption" color="text.secondary">
          {wordOf(t.casePage.sourceNames, source)}
        </Typography>
        {value.confidence !== null && <Certainty trusted={trusted} share={value.confidence} />}
      </Box>
      <Box sx={{ flex: 1, minWidth: 0, wordBreak: 'break-all' }}>
        {text === null ? (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {t.case.notRead}
          </Box>
        ) : meant === null && marks ? (
          <Marks marks={marks} calm={match?.standing === 'AGREES'} />
        ) : (
          text
        )}
        {meant !== null && (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {' = '}
            {marks ? <Marks marks={marks} calm={match?.standing === 'AGREES'} /> : meant}
          </Box>
        )}
        {!trusted && candidates.length > 0 && (
          <Typography component="div" variant="caption" color="text.secondary">
            {t.case.candidates}: {candidates.slice(0, 3).join(' / ')}
          </Typography>
        )}
        {match && (
          <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1 }}>
            <ToneChip look={matchLooks[match.standing]}>
              {wordsOfValue(match.answer)[locale]}
            </ToneChip>
            {match.support !== null && match.support !== 'READ' && (
              <Typography component="span" variant="caption" color="text.secondary">
                {match.support === 'NONE'
                  ? t.casePage.noSupport
                  : wordsOfValue(match.support)[locale]}
              </Typography>
            )}
          </Box>
        )}
      </Box>
      {!compared && (
        <Typography variant="caption" color="text.secondary">
          {t.case.notDeclared}
        </Typography>
      )}
    </Box>
  )
}

const matchLooks: Record<Match['standing'], Look> = {
  AGREES: { tone: 'good', icon: 'check' },
  NEARLY: { tone: 'warn', icon: 'question' },
  DIFFERS: { tone: 'bad', icon: 'cross' },
  UNSUPPORTED: { tone: 'warn', icon: 'eye' },
}

function Certainty({ trusted, share }: { readonly trusted: boolean; readonly share: number }) {
  const { t } = useWords()
  const Icon = trusted ? CertainIcon : UncertainIcon
  const label = trusted ? t.case.trusted : t.case.untrusted
  return (
    <Tooltip title={`${label} (${Math.round(share * 100)} %)`}>
      <Icon
        aria-label={label}
        sx={{ fontSize: 15, alignSelf: 'center', color: trusted ? 'success.main' : 'warning.main' }}
      />
    </Tooltip>
  )
}

/** @param calm the texts mean the same, so nothing needs to cry out */
function Marks({ marks, calm }: { readonly marks: readonly DiffMark[]; readonly calm: boolean }) {
  const theme = useTheme()
  const { t } = useWords()
  return marks.map(({ text, kind }, index) => {
    // marks have no other name than their place
    if (kind === 'SAME') return <span key={index}>{text}</span>
    const tone = calm && kind === 'DIFFERENT' ? 'info' : markTones[kind]
    const color = theme.palette[tone].main
    return (
      <Box
        component="mark"
        key={index}
        data-mark={kind}
        title={t.casePage.marks[kind]}
        sx={{
          color,
          bgcolor: alpha(color, 0.14),
          fontWeight: 700,
          textDecoration: 'underline',
          textDecorationStyle: kind === 'DIFFERENT' ? 'solid' : 'dotted',
          textDecorationThickness: 2,
          textUnderlineOffset: 3,
          borderRadius: 0.5,
        }}
      >
        {text}
      </Box>
    )
  })
}

const markTones: Record<Exclude<MarkKind, 'SAME'>, 'error' | 'warning'> = {
  DIFFERENT: 'error',
  RELATED: 'warning',
  VARIANT: 'warning',
  LOOK_ALIKE: 'warning',
}
