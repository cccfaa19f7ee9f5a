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
import type { LoadedCapture, LoadedField, Place } from './case-types.ts'
import { FieldCrop } from '../pictures/field-crop.tsx'
import { usePictureUrl } from '../pictures/use-picture-url.ts'
import { ToneChip } from '../parts/tone-chip.tsx'
import { useWords } from '../words/use-words.ts'
import { wordOf } from '../words/word-of.ts'
import { diffMarks, type DiffMark } from './diff-marks.ts'

/** What was declared against what the document says: first what can be compared, then the rest. */
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
    ...fields.filter(({ declared }) => declared !== null),
    ...fields.filter(({ declared }) => declared === null),
  ]
  return (
    <Table size="small" aria-label={t.case.fields}>
      <TableHead>
        <TableRow>
          {[
            t.case.field,
            t.case.onPicture,
            `${t.case.read} / ${t.case.declared}`,
            t.case.compared,
          ].map((label) => (
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
  const { t, locale } = useWords()
  const { url } = usePictureUrl(capture?.id ?? null, 'RECTIFIED', 0)
  const { declared, read, normalised } = field
  // dates and the like are compared by what they mean: 昭和61年5月1日生 is 1986-05-01
  const meant = normalised !== null && normalised !== read ? normalised : null
  const compared = declared === null ? null : (meant ?? read)
  const diff = declared !== null && compared !== null ? diffMarks(declared, compared) : null
  return (
    <TableRow
      hover
      onClick={onPoint}
      sx={{ cursor: 'pointer', '& td': { py: 0.6, verticalAlign: 'top' } }}
    >
      <TableCell sx={{ fontWeight: 600, width: 130 }}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
          <Link
            component="button"
            type="button"
            color="inherit"
            onClick={onPoint}
            sx={{ fontWeight: 600, textAlign: 'left' }}
          >
            {wordOf(fieldWords[locale], field.key)}
          </Link>
          <Certainty field={field} />
        </Box>
      </TableCell>
      <TableCell sx={{ width: 252 }}>
        <FieldCrop url={url} region={field.box} aspect={aspect} />
      </TableCell>
      <TableCell sx={{ minWidth: 200 }}>
        <Line
          label={t.case.read}
          marks={meant === null && diff ? diff.read : null}
          text={read ?? t.case.notRead}
          missing={read === null}
        />
        {meant !== null && (
          <Line label={t.case.normalised} marks={diff?.read ?? null} text={meant} missing={false} />
        )}
        {declared !== null && (
          <Line
            label={t.case.declared}
            marks={diff?.declared ?? null}
            text={declared}
            missing={false}
          />
        )}
        {!field.trusted && field.candidates.length > 0 && (
          <Line
            label={t.case.candidates}
            marks={null}
            text={field.candidates.slice(0, 3).join(' / ')}
            missing
          />
        )}
      </TableCell>
      <TableCell align="right" sx={{ whiteSpace: 'nowrap', width: 90 }}>
        {diff === null ? (
          <Typography variant="caption" color="text.secondary">
            {declared === null ? t.case.notDeclared : ''}
          </Typography>
        ) : diff.differing === 0 ? (
          <ToneChip look={{ tone: 'good', icon: 'check' }}>{t.case.same}</ToneChip>
        ) : (
          <ToneChip look={{ tone: 'bad', icon: 'cross' }}>
            {t.case.differs(diff.differing)}
          </ToneChip>
        )}
      </TableCell>
    </TableRow>
  )
}

function Certainty({ field }: { readonly field: LoadedField }) {
  const { t } = useWords()
  const Icon = field.trusted ? CertainIcon : UncertainIcon
  const label = field.trusted ? t.case.trusted : t.case.untrusted
  return (
    <Tooltip title={`${label} (${Math.round(field.confidence * 100)} %)`}>
      <Icon
        aria-label={label}
        sx={{ fontSize: 16, color: field.trusted ? 'success.main' : 'warning.main' }}
      />
    </Tooltip>
  )
}

function Line({
  label,
  marks,
  text,
  missing,
}: {
  readonly label: string
  readonly marks: readonly DiffMark[] | null
  readonly text: string
  readonly missing: boolean
}) {
  return (
    <Box sx={{ display: 'flex', gap: 1, lineHeight: 1.6 }}>
      <Typography
        component="span"
        variant="caption"
        color="text.secondary"
        sx={{ width: 66, flexShrink: 0, pt: '1px' }}
      >
        {label}
      </Typography>
      <Box
        component="span"
        sx={{ color: missing ? 'text.secondary' : 'text.primary', wordBreak: 'break-word' }}
      >
        {marks ? <Marks marks={marks} /> : text}
      </Box>
    </Box>
  )
}

function Marks({ marks }: { readonly marks: readonly DiffMark[] }) {
  const theme = useTheme()
  return marks.map((mark, index) =>
    mark.same ? (
      // marks have no other name than their place
      <span key={index}>{mark.text}</span>
    ) : (
      <Box
        component="mark"
        key={index}
        sx={{
          color: 'error.main',
          bgcolor: alpha(theme.palette.error.main, 0.14),
          fontWeight: 700,
          textDecoration: 'underline',
          textDecorationThickness: 2,
          textUnderlineOffset: 3,
          borderRadius: 0.5,
        }}
      >
        {mark.text}
      </Box>
    ),
  )
}
