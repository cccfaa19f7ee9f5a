import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import {
  AlertIcon,
  CardIcon,
  CheckIcon,
  CloserIcon,
  FaceIcon,
  FartherIcon,
  HandIcon,
  LensIcon,
  PeopleIcon,
  SunIcon,
  TiltIcon,
} from '../parts/icons.tsx'

type Tone = 'plain' | 'good' | 'warn'
type Look = readonly [ComponentType<{ size?: number }>, Tone]

/** Icon and tone of a hint; colour never says it alone. */
const looks: Readonly<Record<string, Look>> = {
  'cap.hold': [HandIcon, 'good'],
  'cap.accepted': [CheckIcon, 'good'],
  'live.seen': [CheckIcon, 'good'],
  'cap.closer': [CloserIcon, 'warn'],
  'cap.farther': [FartherIcon, 'warn'],
  'face.closer': [CloserIcon, 'warn'],
  'face.farther': [FartherIcon, 'warn'],
  'cap.whole': [FartherIcon, 'warn'],
  'cap.straight': [CardIcon, 'warn'],
  'cap.dark': [SunIcon, 'warn'],
  'face.dark': [SunIcon, 'warn'],
  'cap.bright': [SunIcon, 'warn'],
  'cap.glare': [SunIcon, 'warn'],
  'cap.blur': [LensIcon, 'warn'],
  'cap.thickness': [TiltIcon, 'plain'],
  'cap.thickness2': [TiltIcon, 'plain'],
  'cap.tilt.more': [TiltIcon, 'warn'],
  'cap.tilt.less': [TiltIcon, 'warn'],
  'tip.ground': [AlertIcon, 'warn'],
  'face.one': [PeopleIcon, 'warn'],
  'face.align': [FaceIcon, 'plain'],
  'face.forward': [FaceIcon, 'plain'],
  'face.center': [FaceIcon, 'plain'],
}

/** The one message of the moment, spoken to those who can't see it. */
export function HintBar({ hint }: { readonly hint: string }) {
  const { t } = useTranslation()
  const [Icon, tone] = looks[hint] ?? [hint.startsWith('face.') ? FaceIcon : CardIcon, 'plain']
  return (
    <div className="hint" data-tone={tone} data-hint={hint} role="status" aria-live="polite">
      <Icon size={34} />
      <span>{t(hint)}</span>
    </div>
  )
}
