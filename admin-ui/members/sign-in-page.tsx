import { Alert, Box, Card, FormControlLabel, Switch, Typography } from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNotify } from 'react-admin'
import {
  SaveSecondFactorRuleDocument,
  SignInRulesDocument,
  type SignInRulesPartsFragment,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import { useMayDo } from '../auth/use-viewer.ts'
import { Page } from '../parts/page.tsx'
import { ErrorState, LoadingState } from '../parts/states.tsx'
import { useOperation } from '../parts/use-operation.ts'
import { useWords } from '../words/use-words.ts'
import { SsoForm } from './sso-form.tsx'

/** What the company asks of everybody who comes in; owners change it. */
export function SignInPage() {
  const { t } = useWords()
  const mayManage = useMayDo('manageMembers')
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['signInRules'],
    queryFn: async () => (await run(SignInRulesDocument, {})).signInRules,
    retry: false,
  })
  return (
    <Page title={t.signIn.title} back={{ to: '/members', label: t.members.title }}>
      {isPending ? (
        <LoadingState />
      ) : !data ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Box sx={{ display: 'grid', gap: 2, maxWidth: 760 }}>
          <SecondFactorRule rules={data} mayManage={mayManage} />
          <Card sx={{ p: 2.5 }}>
            <Typography variant="h6" component="h2" sx={{ mb: 1.5 }}>
              {t.signIn.ssoTitle}
            </Typography>
            {mayManage ? <SsoForm rules={data} /> : <SsoFacts rules={data} />}
          </Card>
        </Box>
      )}
    </Page>
  )
}

function SecondFactorRule({
  rules,
  mayManage,
}: {
  readonly rules: SignInRulesPartsFragment
  readonly mayManage: boolean
}) {
  const { t } = useWords()
  const notify = useNotify()
  const client = useQueryClient()
  const { start, busy } = useOperation(async (secondFactor: boolean) =>
    expectSuccess((await run(SaveSecondFactorRuleDocument, { secondFactor })).saveSecondFactorRule),
  )
  const save = async (secondFactor: boolean) => {
    if (!(await start(secondFactor))) return
    notify(t.signIn.factorSaved, { type: 'success' })
    await client.invalidateQueries({ queryKey: ['signInRules'] })
  }
  return (
    <Card sx={{ p: 2.5 }}>
      <Typography variant="h6" component="h2" sx={{ mb: 1 }}>
        {t.signIn.factorTitle}
      </Typography>
      <FormControlLabel
        disabled={!mayManage || busy}
        control={
          <Switch
            checked={rules.secondFactor}
            onChange={(event) => void save(event.target.checked)}
          />
        }
        label={t.signIn.factor}
      />
      <Typography variant="body2" color="text.secondary">
        {t.signIn.factorHelp}
      </Typography>
    </Card>
  )
}

function SsoFacts({ rules: { sso } }: { readonly rules: SignInRulesPartsFragment }) {
  const { t } = useWords()
  if (!sso) return <Alert severity="info">{t.signIn.off}</Alert>
  const facts = [
    [t.signIn.issuer, sso.issuer],
    [t.signIn.domains, sso.emailDomains.join(', ')],
    [t.signIn.enabled, sso.enabled ? t.app.yes : t.app.no],
    [t.signIn.required, sso.required ? t.app.yes : t.app.no],
  ]
  return (
    <Box component="dl" sx={{ m: 0 }}>
      {facts.map(([label, value]) => (
        <Box key={label} sx={{ mb: 1 }}>
          <Typography component="dt" variant="body2" color="text.secondary">
            {label}
          </Typography>
          <Box component="dd" sx={{ m: 0 }}>
            {value}
          </Box>
        </Box>
      ))}
    </Box>
  )
}
