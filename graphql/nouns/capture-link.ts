import type { CaptureLink } from '../../db/settings/capture-links.ts'
import { builder } from '../builder.ts'

export const CaptureLinkRef = builder.objectRef<CaptureLink>('CaptureLink').implement({
  fields: (t) => ({
    url: t.string({
      resolve: ({ code }, _args, { dependencies }) => `${dependencies.publicUrl}/c/${code}`,
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime' }),
  }),
})
