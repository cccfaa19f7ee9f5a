import { Card, Typography } from '@mui/material'
import { useWords } from '../../words/use-words.ts'
import type { Agreement } from './agreement.ts'
import { CrossTable } from './cross-table.tsx'

/** What the version in force decided by what the shadow would have. */
export function AgreementMatrix({ agreement }: { readonly agreement: Agreement }) {
  const { t } = useWords()
  const words = t.shadow
  const sides = agreement.kinds.map((key) => ({ key, label: t.effects[key] }))
  return (
    <Card component="section" aria-labelledby="shadow-matrix" sx={{ p: 2, overflowX: 'auto' }}>
      <Typography id="shadow-matrix" variant="h6" component="h2">
        {words.matrix}
      </Typography>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
        {words.matrixHelp}
      </Typography>
      <CrossTable
        label={words.matrix}
        rowsTitle={words.live}
        columnsTitle={words.said}
        rows={sides}
        columns={sides}
        count={agreement.count}
        toneOf={(live, shadow) => (live === shadow ? 'good' : 'warn')}
      />
    </Card>
  )
}
