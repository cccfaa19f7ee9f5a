import {
  Box,
  Button,
  FormControlLabel,
  MenuItem,
  Stack,
  Switch,
  TextField,
  Typography,
} from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useNotify } from 'react-admin'
import { roles } from '../../domain/roles.ts'
import { roleWords } from '../../domain/words/roles.ts'
import {
  SaveSsoConnectionDocument,
  type SignInRulesPartsFragment,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import { useOperation } from '../parts/use-operation.ts'
import { useWords } from '../words/use-words.ts'

/** Roles that somebody may be given by coming alone. */
const defaultRoles = roles.filter((role) => role !== 'OWNER' && role !== 'OUTSOURCED_REVIEWER')

export function SsoForm({ rules }: { readonly rules: SignInRulesPartsFragment }) {
  const { t, locale } = useWords()
  const notify = useNotify()
  const client = useQueryClient()
  const { sso } = rules
  const [issuer, setIssuer] = useState(sso?.issuer ?? '')
  const [clientId, setClientId] = useState(sso?.clientId ?? '')
  const [secret, setSecret] = useState('')
  const [domains, setDomains] = useState(sso?.emailDomains.join(', ') ?? '')
  const [defaultRole, setDefaultRole] = useState<string>(sso?.defaultRole ?? '')
  const [enabled, setEnabled] = useState(sso?.enabled ?? true)
  const [required, setRequired] = useState(sso?.required ?? false)
  const emailDomains = domains
    .split(/[,、\s]+/)
    .map((domain) => domain.trim())
    .filter((domain) => domain !== '')
  const { start, busy } = useOperation(async () =>
    expectSuccess(
      (
        await run(SaveSsoConnectionDocument, {
          input: {
            issuer: issuer.trim(),
            clientId: clientId.trim(),
            clientSecret: secret === '' ? null : secret,
            emailDomains,
            defaultRole: defaultRoles.find((role) => role === defaultRole) ?? null,
            enabled,
            required: enabled && required,
          },
        })
      ).saveSsoConnection,
    ),
  )
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await start(undefined))) return
    setSecret('')
    notify(t.signIn.saved, { type: 'success' })
    await client.invalidateQueries({ queryKey: ['signInRules'] })
  }
  // a secret is never sent to another issuer than it was given for
  const keeps = sso?.issuer === issuer.trim()
  const filled = [issuer, clientId].every((text) => text.trim() !== '') && emailDomains.length > 0
  return (
    <Stack component="form" spacing={2} onSubmit={(event) => void submit(event)}>
      <Shown label={t.signIn.redirect} text={rules.ssoRedirectUrl} />
      <TextField
        label={t.signIn.issuer}
        helperText={t.signIn.issuerHelp}
        value={issuer}
        onChange={(event) => setIssuer(event.target.value)}
      />
      <TextField
        label={t.signIn.clientId}
        value={clientId}
        onChange={(event) => setClientId(event.target.value)}
      />
      <TextField
        type="password"
        autoComplete="off"
        label={t.signIn.clientSecret}
        helperText={keeps ? t.signIn.secretKept : ' '}
        value={secret}
        onChange={(event) => setSecret(event.target.value)}
      />
      <TextField
        label={t.signIn.domains}
        helperText={t.signIn.domainsHelp}
        value={domains}
        onChange={(event) => setDomains(event.target.value)}
      />
      <TextField
        select
        label={t.signIn.defaultRole}
        value={defaultRole}
        onChange={(event) => setDefaultRole(event.target.value)}
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      >
        <MenuItem value="">{t.signIn.nobody}</MenuItem>
        {defaultRoles.map((role) => (
          <MenuItem key={role} value={role}>
            {roleWords[locale][role]}
          </MenuItem>
        ))}
      </TextField>
      <div>
        <FormControlLabel
          control={<Switch checked={enabled} onChange={() => setEnabled(!enabled)} />}
          label={t.signIn.enabled}
        />
      </div>
      <div>
        <FormControlLabel
          disabled={!enabled}
          control={<Switch checked={enabled && required} onChange={() => setRequired(!required)} />}
          label={t.signIn.required}
        />
        <Typography variant="body2" color="text.secondary">
          {t.signIn.requiredHelp}
        </Typography>
      </div>
      {sso?.enabled && <Shown label={t.signIn.begin} text={rules.ssoSignInUrl} />}
      <Button
        type="submit"
        variant="contained"
        loading={busy}
        disabled={!filled || (!keeps && secret === '')}
        sx={{ alignSelf: 'start' }}
      >
        {t.app.save}
      </Button>
    </Stack>
  )
}

function Shown({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <Box>
      <Typography variant="body2" color="text.secondary">
        {label}
      </Typography>
      <Box component="code" sx={{ wordBreak: 'break-all', fontSize: '0.85rem' }}>
        {text}
      </Box>
    </Box>
  )
}
