import {
  Alert,
  Button,
  Card,
  Checkbox,
  FormControlLabel,
  Stack,
  TextField,
  Typography,
} from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import { useMayDo } from '../auth/use-viewer.ts'
import {
  SaveSecondReviewDocument,
  SecondReviewDocument,
  type SecondReviewPartsFragment,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { useOperation } from '../parts/use-operation.ts'
import { useWords } from '../words/use-words.ts'

/** When a second person looks at a case; seen by supervisors, changed by the owner. */
export function PolicyCard() {
  const { data } = useQuery({
    queryKey: ['secondReview'],
    queryFn: () => run(SecondReviewDocument, {}),
  })
  const { secondReview: policy, settingsVersion: version } = data?.viewer.tenant ?? {}
  return policy && version !== undefined ? (
    <PolicyForm key={version} policy={policy} version={version} />
  ) : null
}

function PolicyForm({
  policy,
  version,
}: {
  readonly policy: SecondReviewPartsFragment
  readonly version: number
}) {
  const { t } = useWords()
  const notify = useNotify()
  const client = useQueryClient()
  const mayWrite = useMayDo('setSecondReview')
  const [always, setAlways] = useState(policy.always)
  const [onDecline, setOnDecline] = useState(policy.onDecline)
  const [checks, setChecks] = useState(policy.fromOpenChecks?.toString() ?? '')
  const [sample, setSample] = useState(policy.samplePercent.toString())
  const [known, setKnown] = useState(policy.knownPercent.toString())
  const fromOpenChecks = checks.trim() === '' ? null : Number(checks)
  const samplePercent = Number(sample)
  const knownPercent = Number(known)
  const isSound =
    (fromOpenChecks === null ||
      (Number.isInteger(fromOpenChecks) && fromOpenChecks >= 1 && fromOpenChecks <= 20)) &&
    sample.trim() !== '' &&
    samplePercent >= 0 &&
    samplePercent <= 100 &&
    known.trim() !== '' &&
    knownPercent >= 0 &&
    knownPercent <= 10
  const { start, busy } = useOperation(async () =>
    expectSuccess(
      (
        await run(SaveSecondReviewDocument, {
          policy: { always, onDecline, fromOpenChecks, samplePercent, knownPercent },
          expectedVersion: version,
        })
      ).saveSecondReview,
    ),
  )
  const save = async () => {
    // also where it was refused: somebody else may have been faster
    if (await start(undefined)) notify(t.calibration.saved, { type: 'success' })
    await client.invalidateQueries({ queryKey: ['secondReview'] })
  }
  return (
    <Card component="section" aria-label={t.calibration.policy} sx={{ p: 2, mb: 2 }}>
      <Typography variant="subtitle2" component="h2">
        {t.calibration.policy}
      </Typography>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
        {t.calibration.policyHelp}
      </Typography>
      <Stack direction="row" spacing={2} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
        <FormControlLabel
          label={t.calibration.always}
          control={
            <Checkbox checked={always} disabled={!mayWrite} onChange={() => setAlways(!always)} />
          }
        />
        <FormControlLabel
          label={t.calibration.onDecline}
          control={
            <Checkbox
              checked={onDecline}
              disabled={!mayWrite}
              onChange={() => setOnDecline(!onDecline)}
            />
          }
        />
        <TextField
          size="small"
          label={t.calibration.fromOpenChecks}
          value={checks}
          disabled={!mayWrite}
          onChange={(event) => setChecks(event.target.value)}
          slotProps={{ htmlInput: { inputMode: 'numeric' } }}
        />
        <TextField
          size="small"
          label={t.calibration.sample}
          value={sample}
          disabled={!mayWrite}
          onChange={(event) => setSample(event.target.value)}
          slotProps={{ htmlInput: { inputMode: 'decimal' } }}
        />
        <TextField
          size="small"
          label={t.known.share}
          value={known}
          disabled={!mayWrite}
          onChange={(event) => setKnown(event.target.value)}
          slotProps={{ htmlInput: { inputMode: 'decimal' } }}
        />
        {mayWrite && (
          <Button variant="outlined" loading={busy} disabled={!isSound} onClick={() => void save()}>
            {t.calibration.save}
          </Button>
        )}
      </Stack>
      {onDecline && !always && samplePercent === 0 && (
        <Alert severity="info" sx={{ mt: 1 }}>
          {t.calibration.guessable}
        </Alert>
      )}
    </Card>
  )
}
