import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Stack,
  TextField,
  Typography,
} from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import { fieldKeys } from '../../domain/document-catalogue.ts'
import { partnerContractSchema } from '../../domain/partner-contract.ts'
import { fieldWords } from '../../domain/words/fields.ts'
import {
  ChangePartnerContractDocument,
  CreatePartnerDocument,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { ChoiceBoxes } from '../parts/choice-boxes.tsx'
import { useOperation } from '../parts/use-operation.ts'
import { useWords } from '../words/use-words.ts'
import { wordOf } from '../words/word-of.ts'
import type { PartnerRow } from './partners-page.tsx'

const numbers = [
  ['leaseMinutes', 'lease', 20],
  ['dueMinutes', 'due', 60],
  ['yenPerAccepted', 'perAccepted', 0],
  ['yenPerResolved', 'perResolved', 0],
  ['yenPerMinute', 'perMinute', 0],
] as const

/** The terms of a contract, new or changed. */
export function ContractDialog({
  partner,
  onClose,
}: {
  readonly partner: PartnerRow | null
  readonly onClose: () => void
}) {
  const { t, locale } = useWords()
  const client = useQueryClient()
  const [name, setName] = useState(partner?.name ?? '')
  const [queues, setQueues] = useState((partner?.queues ?? []).join('\n'))
  const [fields, setFields] = useState<readonly string[]>(partner?.fields ?? [])
  const [terms, setTerms] = useState<Readonly<Record<string, string>>>(
    Object.fromEntries(numbers.map(([key, , usual]) => [key, String(partner?.[key] ?? usual)])),
  )
  const contract = partnerContractSchema.safeParse({
    name,
    queues: queues
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    fields: fieldKeys.filter((key) => fields.includes(key)),
    ...Object.fromEntries(numbers.map(([key]) => [key, wholeNumber(terms[key] ?? '')])),
  })
  const { start, busy } = useOperation(async () => {
    if (!contract.success) return null
    if (partner === null) {
      return expectSuccess(
        (await run(CreatePartnerDocument, { contract: contract.data })).createPartner,
      )
    }
    const variables = { partnerId: partner.id, contract: contract.data }
    return expectSuccess(
      (await run(ChangePartnerContractDocument, variables)).changePartnerContract,
    )
  })
  const save = async () => {
    if (!(await start(undefined))) return
    await client.invalidateQueries({ queryKey: ['partners'] })
    onClose()
  }
  const wrong = contract.success ? [] : contract.error.issues.map(({ path }) => path[0])
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby="contract">
      <DialogTitle id="contract">
        {partner === null ? t.partners.create : t.partners.edit}
      </DialogTitle>
      <DialogContent>
        <Stack spacing={2} sx={{ pt: 1 }}>
          <TextField
            label={t.partners.name}
            value={name}
            onChange={(event) => setName(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 80 } }}
          />
          <TextField
            multiline
            minRows={2}
            label={t.partners.queues}
            helperText={t.partners.queuesHelp}
            value={queues}
            error={wrong.includes('queues')}
            onChange={(event) => setQueues(event.target.value)}
          />
          <div>
            <Typography variant="body2" color="text.secondary">
              {t.partners.fields}
            </Typography>
            <ChoiceBoxes
              label={t.partners.fields}
              choices={fieldKeys}
              chosen={fieldKeys.filter((key) => fields.includes(key))}
              nameOf={(key) => wordOf(fieldWords[locale], key)}
              onChange={setFields}
            />
          </div>
          {numbers.map(([key, word]) => (
            <TextField
              key={key}
              label={t.partners[word]}
              value={terms[key] ?? ''}
              helperText={key === 'dueMinutes' ? t.partners.dueHelp : undefined}
              error={wrong.includes(key)}
              onChange={(event) => setTerms({ ...terms, [key]: event.target.value })}
              slotProps={{ htmlInput: { inputMode: 'numeric' } }}
            />
          ))}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t.app.cancel}</Button>
        <Button
          variant="contained"
          loading={busy}
          disabled={!contract.success}
          onClick={() => void save()}
        >
          {partner === null ? t.app.create : t.partners.edit}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

const wholeNumber = (text: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : Number.NaN)
