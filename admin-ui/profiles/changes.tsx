import { Box, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { checkWords } from '../../domain/words/checks.ts'
import type { CheckProfile, Rule } from '../../rules/profile-schema.ts'
import { effectPhrase, ruleSentence } from '../../rules/sentences.ts'
import { thresholdTable } from '../../rules/thresholds.ts'
import { useWords } from '../words/use-words.ts'
import { profileChanges, type ProfileChange } from './profile-changes.ts'
import { thresholdPhrase } from './threshold-phrase.ts'

/** What a version changes against another, for the second person's eyes. */
export function Changes({
  before,
  after,
}: {
  readonly before: CheckProfile
  readonly after: CheckProfile
}) {
  const { t } = useWords()
  const changes = profileChanges(before, after)
  if (changes.length === 0) {
    return <Typography color="text.secondary">{t.profiles.noChanges}</Typography>
  }
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', maxWidth: 1000 }}>
      {changes.map((change) => (
        <Box component="li" key={keyOf(change)} sx={{ mb: 1.5 }}>
          <ChangeText change={change} />
        </Box>
      ))}
    </Box>
  )
}

function ChangeText({ change }: { readonly change: ProfileChange }) {
  const { t, locale } = useWords()
  switch (change.kind) {
    case 'CHECK':
      return (
        <Turned
          name={checkWords[locale][change.check]}
          before={change.on ? t.profiles.checkOff : t.profiles.checkOn}
          after={change.on ? t.profiles.checkOn : t.profiles.checkOff}
        />
      )
    case 'THRESHOLD':
      return (
        <Turned
          name={thresholdTable[change.threshold].words[locale]}
          before={thresholdPhrase(change.threshold, change.before, t, locale)}
          after={thresholdPhrase(change.threshold, change.after, t, locale)}
        />
      )
    case 'RULE':
      return (
        <>
          <Typography sx={{ fontWeight: 600 }}>
            {nameOf(change.after ?? change.before, locale)}:{' '}
            {change.before === null
              ? t.profiles.added
              : change.after === null
                ? t.profiles.removed
                : t.profiles.altered}
          </Typography>
          {change.before && <Gone>{ruleSentence(change.before, locale)}</Gone>}
          {change.after && <Come>{ruleSentence(change.after, locale)}</Come>}
        </>
      )
    case 'ORDER':
      return <Typography sx={{ fontWeight: 600 }}>{t.profiles.order}</Typography>
    case 'OTHERWISE':
      return (
        <Turned
          name={t.profiles.otherwise}
          before={effectPhrase(change.before.otherwise, locale)}
          after={effectPhrase(change.after.otherwise, locale)}
        />
      )
  }
}

function Turned({
  name,
  before,
  after,
}: {
  readonly name: string
  readonly before: string
  readonly after: string
}) {
  return (
    <Typography>
      <strong>{name}</strong>: <del>{before}</del> → <ins>{after}</ins>
    </Typography>
  )
}

const Gone = ({ children }: { readonly children: ReactNode }) => (
  <Typography component="del" sx={{ display: 'block', color: 'text.secondary' }}>
    − {children}
  </Typography>
)
const Come = ({ children }: { readonly children: ReactNode }) => (
  <Typography component="ins" sx={{ display: 'block', textDecoration: 'none' }}>
    + {children}
  </Typography>
)

const nameOf = (rule: Rule | null, locale: 'ja' | 'en'): string =>
  rule?.name?.[locale] || (rule?.id ?? '')

const keyOf = (change: ProfileChange): string => {
  switch (change.kind) {
    case 'CHECK':
      return `CHECK ${change.check}`
    case 'THRESHOLD':
      return `THRESHOLD ${change.threshold}`
    case 'RULE':
      return `RULE ${change.after?.id ?? ''} ${change.before?.id ?? ''}`
    case 'ORDER':
    case 'OTHERWISE':
      return change.kind
  }
}
