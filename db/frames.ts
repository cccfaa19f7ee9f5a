import { DomainError } from '../domain/errors.ts'
import type { Frame } from './schema.ts'

/** Cuts an upload into the JPEG frames that its sender announced. @throws DomainError `IMAGE_UNREADABLE` */
export function splitFrames(bytes: Uint8Array, frames: readonly Frame[]): readonly Uint8Array[] {
  let offset = 0
  const parts = frames.map(({ bytes: length }) => bytes.subarray(offset, (offset += length)))
  const whole = parts.every((part) => part[0] === 0xff && part[1] === 0xd8)
  if (offset !== bytes.length || !whole) {
    throw new DomainError(
      'IMAGE_UNREADABLE',
      'frames: expected whole JPEG pictures of the announced lengths',
    )
  }
  return parts
}

/** Frames of one capture in one blob: how many, each one's length (32-bit big-endian), then the JPEGs. */
export function packFrames(frames: readonly Uint8Array[]): Buffer {
  const header = Buffer.alloc(4 + 4 * frames.length)
  header.writeUInt32BE(frames.length, 0)
  frames.forEach((frame, i) => header.writeUInt32BE(frame.length, 4 + 4 * i))
  return Buffer.concat([header, ...frames])
}

/** @throws DomainError `NOT_FOUND` when there is no frame of that number */
export function unpackFrame(packed: Buffer, index: number): Buffer {
  const count = packed.readUInt32BE(0)
  if (index < 0 || index >= count) throw new DomainError('NOT_FOUND', 'no such frame')
  let offset = 4 + 4 * count
  for (let i = 0; i < index; i += 1) offset += packed.readUInt32BE(4 + 4 * i)
  return packed.subarray(offset, offset + packed.readUInt32BE(4 + 4 * index))
}

export const frameCount = (packed: Buffer): number => packed.readUInt32BE(0)

export const unpackFrames = (packed: Buffer): readonly Buffer[] =>
  Array.from({ length: frameCount(packed) }, (_, index) => unpackFrame(packed, index))
