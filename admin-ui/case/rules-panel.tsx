import { FreezeButton } from '../profiles/learn/freeze-button.tsx'
import { TryButton } from '../profiles/try/try-button.tsx'
import { Decisions } from './rule-trace.tsx'
import type { PanelProps } from './side-panels.ts'

export const RulesPanel = ({ shown, past }: PanelProps) => (
  <>
    <Decisions decisions={shown.session.decisions} />
    {past === null && (
      <>
        <FreezeButton
          sessionId={shown.session.id}
          decided={shown.session.decisions.at(-1)?.outcome ?? null}
        />
        <TryButton
          profileId={shown.session.checkProfileVersion.profile.id}
          sessionId={shown.session.id}
        />
      </>
    )}
  </>
)
