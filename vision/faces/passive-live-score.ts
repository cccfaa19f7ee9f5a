import type { Models } from '../../models/session.ts'
import type { Raster } from '../raster.ts'
import { faceCentre, type Face } from './face.ts'
import { sampleAffine, toTensor } from './sample.ts'

/**
 * Mean score of the passive anti-spoof nets for one face, 0…1 (1 = live); null where none is present. These nets
 * generalise poorly to other cameras: a hint beside other signals.
 */
export async function passiveLiveScore(
  image: Raster,
  face: Face,
  { antiSpoof }: Pick<Models, 'antiSpoof'>,
): Promise<number | null> {
  if (antiSpoof.length === 0) return null
  let sum = 0
  for (const net of antiSpoof) {
    const { inputPx, cropScale, channelOrder, divisor, liveIndex } = net.spec
    const centre = faceCentre(face)
    // A crop that would leave the picture becomes smaller and moves inside, as in the nets' training.
    const { width, height } = face.box
    const scale = Math.min(cropScale, (image.width - 1) / width, (image.height - 1) / height)
    const square = net.spec.name === 'minifasnet-v2-128'
    const cropWidth = (square ? Math.max(width, height) : width) * scale
    const cropHeight = (square ? Math.max(width, height) : height) * scale
    const left = Math.max(0, Math.min(image.width - cropWidth, centre.x - cropWidth / 2))
    const top = Math.max(0, Math.min(image.height - cropHeight, centre.y - cropHeight / 2))
    const [sx, sy] = [cropWidth / inputPx, cropHeight / inputPx]
    const patch = sampleAffine(
      image,
      [sx, 0, left + (sx - 1) / 2, 0, sy, top + (sy - 1) / 2],
      inputPx,
      inputPx,
    )
    const input = toTensor(patch, {
      order: channelOrder,
      deviation: [divisor, divisor, divisor],
    })
    const [output = new Float32Array()] = (await net.run(input, [1, 3, inputPx, inputPx])).values()
    sum += probability(output, liveIndex)
  }
  return sum / antiSpoof.length
}

/** Some nets end in a softmax, some in logits. */
function probability(output: Float32Array, index: number): number {
  const total = output.reduce((sum, value) => sum + value, 0)
  if (Math.abs(total - 1) < 1e-3 && output.every((value) => value >= 0)) return output[index] ?? 0
  const most = Math.max(...output)
  const exponents = output.map((value) => Math.exp(value - most))
  return (exponents[index] ?? 0) / exponents.reduce((sum, value) => sum + value, 0)
}
