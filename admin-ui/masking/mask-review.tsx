import { Alert, Box, Button, Card, Checkbox, FormControlLabel, Typography } from '@mui/material'
import { useState } from 'react'
import { slotWords } from '../../domain/words/slots.ts'
import { LoadingState } from '../parts/states.tsx'
import { useWords } from '../words/use-words.ts'
import type { Masks } from './drawing.ts'
import type { HeldFrame } from './use-held-pictures.ts'

/** The second step: every picture as it will be. What is confirmed here can't be taken back. */
export function MaskReview({
  frames,
  masks,
  busy,
  onBack,
  onConfirm,
}: {
  readonly frames: readonly HeldFrame[]
  readonly masks: Masks
  readonly busy: boolean
  readonly onBack: (frame: string | null) => void
  readonly onConfirm: () => void
}) {
  const { t, locale } = useWords()
  const [looked, setLooked] = useState(false)
  const bare = frames.filter(({ key }) => (masks[key] ?? []).length === 0)
  const nameOf = ({ slot, index, of }: HeldFrame) =>
    of > 1 ? `${slotWords[locale][slot]} ${index + 1}/${of}` : slotWords[locale][slot]
  const allThere = frames.length > 0 && frames.every(({ address }) => address !== null)
  return (
    <Box>
      <Alert severity="warning" sx={{ mb: 1.5 }}>
        {t.masking.irreversible}
      </Alert>
      {bare.length > 0 && (
        <Alert severity="info" sx={{ mb: 1.5 }}>
          {t.masking.bare(bare.map(nameOf).join(t.masking.comma))}
        </Alert>
      )}
      <Box
        sx={{
          display: 'grid',
          gap: 1.5,
          gridTemplateColumns:
            frames.length === 1 ? 'minmax(0, 760px)' : 'repeat(auto-fill, minmax(340px, 1fr))',
          mb: 2,
        }}
      >
        {frames.map((frame) => {
          const own = masks[frame.key] ?? []
          return (
            <Card key={frame.key} component="figure" sx={{ m: 0, p: 1 }}>
              {frame.address === null ? (
                <LoadingState />
              ) : (
                <Box sx={{ position: 'relative', bgcolor: '#23282a' }}>
                  <img
                    src={frame.address}
                    alt={nameOf(frame)}
                    style={{ display: 'block', width: '100%' }}
                  />
                  <svg
                    viewBox="0 0 1 1"
                    preserveAspectRatio="none"
                    aria-hidden
                    style={{ position: 'absolute', inset: 0, width: '100%', height: '100%' }}
                  >
                    {own.map(({ id, points }) => (
                      <polygon key={id} points={points.join(' ')} fill="#18181b" />
                    ))}
                  </svg>
                </Box>
              )}
              <Box
                component="figcaption"
                sx={{ display: 'flex', alignItems: 'center', gap: 1, pt: 0.5 }}
              >
                <Typography variant="subtitle2" component="span" sx={{ flex: 1 }}>
                  {nameOf(frame)}
                </Typography>
                <Typography variant="body2" color={own.length === 0 ? 'warning.main' : undefined}>
                  {t.masking.masks(own.length)}
                </Typography>
                <Button size="small" onClick={() => onBack(frame.key)}>
                  {t.masking.change}
                </Button>
              </Box>
            </Card>
          )
        })}
      </Box>
      <Card sx={{ p: 1.5, display: 'flex', alignItems: 'center', gap: 1.5, flexWrap: 'wrap' }}>
        <FormControlLabel
          sx={{ flex: 1, minWidth: 320 }}
          control={
            <Checkbox checked={looked} onChange={(event) => setLooked(event.target.checked)} />
          }
          label={t.masking.looked}
        />
        <Button color="inherit" onClick={() => onBack(null)}>
          {t.masking.backToDrawing}
        </Button>
        <Button
          variant="contained"
          color="error"
          disabled={!looked || !allThere}
          loading={busy}
          onClick={onConfirm}
        >
          {t.masking.confirm}
        </Button>
      </Card>
    </Box>
  )
}
