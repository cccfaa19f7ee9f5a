import type { Models } from '../../models/session.ts'
import type { Raster } from '../raster.ts'
import { detectWithBlazeface } from './detect-blazeface.ts'
import { detectWithYunet } from './detect-yunet.ts'
import type { Face } from './face.ts'

/**
 * Finds faces, most certain first, with the better detector that is present. Either gives the same five points.
 *
 * @param maxSidePx the picture is shrunk to this before YuNet looks: 320 finds a face of a twentieth of the width
 */
export const detectFaces = (
  image: Raster,
  models: Pick<Models, 'yunet' | 'blazeface' | 'facemesh'>,
  { maxSidePx = 320 }: { readonly maxSidePx?: number } = {},
): Promise<readonly Face[]> =>
  models.yunet === null
    ? detectWithBlazeface(image, models)
    : detectWithYunet(image, models.yunet, maxSidePx)
