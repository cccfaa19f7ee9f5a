import MoreIcon from '@mui/icons-material/MoreVertOutlined'
import { IconButton, Menu, MenuItem } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import {
  CreateStaffLinkDocument,
  type StaffLinkPartsFragment,
} from '../../graphql/operations/generated/admin/graphql.ts'
import { expectSuccess } from '../api/api-error.ts'
import { run } from '../api/run.ts'
import { ConfirmDialog } from '../parts/confirm-dialog.tsx'
import { useOperation } from '../parts/use-operation.ts'
import { useWords } from '../words/use-words.ts'
import { LinkDialog } from './link-dialog.tsx'
import { memberDeeds, type MemberDeed } from './member-deeds.ts'
import { RolesDialog } from './roles-dialog.tsx'
import type { StaffRow } from './staff-rows.ts'

/** What an owner may do with a member. */
export function MemberMenu({ row, own }: { readonly row: StaffRow; readonly own: boolean }) {
  const { t } = useWords()
  const client = useQueryClient()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [changing, setChanging] = useState(false)
  const [asked, setAsked] = useState<MemberDeed | null>(null)
  const [link, setLink] = useState<StaffLinkPartsFragment | null>(null)
  const { start } = useOperation(async () =>
    expectSuccess((await run(CreateStaffLinkDocument, { memberId: row.id })).createStaffLink),
  )
  const present = row.status === 'ACTIVE' || row.status === 'INVITED'
  const choose = (work: () => void) => () => {
    setAnchor(null)
    work()
  }
  const makeLink = async () => {
    setLink(await start(undefined))
    await client.invalidateQueries({ queryKey: ['staff'] })
  }
  const deeds = memberDeeds.filter(({ fits }) => fits(row, own))
  const items = [
    ...(present && row.partnerName === null
      ? [{ key: 'roles', label: t.members.changeRoles, go: () => setChanging(true) }]
      : []),
    ...(present && !own
      ? [
          {
            key: 'link',
            label: row.status === 'INVITED' ? t.members.newInvitation : t.members.passwordLink,
            go: () => void makeLink(),
          },
        ]
      : []),
    ...deeds.map((deed) => ({ key: deed.key, label: deed.label(t), go: () => setAsked(deed) })),
  ]
  if (items.length === 0) return null
  return (
    <>
      <IconButton
        size="small"
        aria-label={t.members.more(row.member.displayName)}
        aria-haspopup="menu"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <MoreIcon fontSize="small" />
      </IconButton>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        transitionDuration={0}
      >
        {items.map(({ key, label, go }) => (
          <MenuItem key={key} onClick={choose(go)}>
            {label}
          </MenuItem>
        ))}
      </Menu>
      {changing && <RolesDialog row={row} own={own} onClose={() => setChanging(false)} />}
      {asked && <AskFirst deed={asked} row={row} onClose={() => setAsked(null)} />}
      {link && <LinkDialog link={link} onClose={() => setLink(null)} />}
    </>
  )
}

function AskFirst({
  deed,
  row,
  onClose,
}: {
  readonly deed: MemberDeed
  readonly row: StaffRow
  readonly onClose: () => void
}) {
  const { t } = useWords()
  const notify = useNotify()
  const client = useQueryClient()
  const { start, busy } = useOperation(deed.work)
  const go = async () => {
    if ((await start(row.id)) === null) return
    onClose()
    notify(t.members.done, { type: 'success' })
    await client.invalidateQueries({ queryKey: ['staff'] })
  }
  return (
    <ConfirmDialog
      open
      title={`${deed.label(t)}: ${row.member.displayName}`}
      confirm={deed.label(t)}
      tone={deed.tone}
      busy={busy}
      onConfirm={() => void go()}
      onClose={onClose}
    >
      {deed.help(t)}
    </ConfirmDialog>
  )
}
