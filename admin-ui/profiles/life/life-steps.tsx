import { useWords } from '../../words/use-words.ts'
import { cancelSchedule, sendBackVersion, withdrawVersion } from '../operations.ts'
import type { LoadedProfile, LoadedVersion } from '../profile-types.ts'
import type { VersionStanding } from '../standing.ts'
import { CommentStep } from './comment-step.tsx'
import { PublishVersion } from './publish-version.tsx'

/** What the viewer may do with a version that is no draft of theirs. */
export function LifeSteps({
  profile,
  version,
  standing,
  onDone,
}: {
  readonly profile: LoadedProfile
  readonly version: LoadedVersion
  readonly standing: VersionStanding
  readonly onDone: () => Promise<void>
}) {
  const { t } = useWords()
  const versionId = version.id
  return (
    <>
      {standing.mayWithdraw && (
        <CommentStep
          label={t.profileLife.withdraw}
          help={t.profileLife.withdrawHelp}
          done={t.profileLife.withdrawn}
          take={(comment) => withdrawVersion({ versionId, comment })}
          onDone={onDone}
        />
      )}
      {standing.maySendBack && (
        <CommentStep
          must
          label={t.profileLife.sendBack}
          help={t.profileLife.sendBackHelp}
          done={t.profileLife.sentBack}
          take={(comment) => sendBackVersion({ versionId, comment })}
          onDone={onDone}
        />
      )}
      {standing.mayCancel && (
        <CommentStep
          tone="warning"
          label={t.profileLife.cancel}
          help={t.profileLife.cancelHelp}
          done={t.profileLife.cancelled}
          take={(comment) => cancelSchedule({ versionId, comment })}
          onDone={onDone}
        />
      )}
      {standing.publish !== 'NO' && (
        <PublishVersion
          profile={profile}
          version={version}
          byAuthor={standing.publish === 'NOT_BY_AUTHOR'}
          onDone={onDone}
        />
      )}
    </>
  )
}
