import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { frameCount, packFrames, splitFrames, unpackFrame } from '../../db/frames.ts'
import { codeOf } from '../support/code-of.ts'

const jpeg = fc
  .uint8Array({ maxLength: 300 })
  .map((body) => Buffer.concat([Buffer.of(0xff, 0xd8), body]))
const frames = fc.array(jpeg, { minLength: 1, maxLength: 60 })
const announced = (pictures: readonly Uint8Array[]) =>
  pictures.map((picture, i) => ({ bytes: picture.length, atMs: i * 150 }))

describe('frames of a capture', () => {
  test('come out of the packed blob as they went in', () => {
    fc.assert(
      fc.property(frames, (pictures) => {
        const packed = packFrames(pictures)
        expect(frameCount(packed)).toBe(pictures.length)
        pictures.forEach((picture, i) => expect(unpackFrame(packed, i).equals(picture)).toBe(true))
      }),
    )
  })

  test('that are not there are not found', () => {
    const packed = packFrames([Buffer.of(0xff, 0xd8)])
    expect(codeOf(() => unpackFrame(packed, 1))).toBe('NOT_FOUND')
    expect(codeOf(() => unpackFrame(packed, -1))).toBe('NOT_FOUND')
  })

  test('are cut from an upload where their sender announced them', () => {
    fc.assert(
      fc.property(frames, (pictures) => {
        const parts = splitFrames(Buffer.concat(pictures), announced(pictures))
        expect(parts.map((part) => Buffer.from(part))).toEqual(pictures)
      }),
    )
  })

  test('of other lengths than announced are refused', () => {
    fc.assert(
      fc.property(frames, fc.integer({ min: 1, max: 400 }), (pictures, more) => {
        const bytes = Buffer.concat(pictures)
        const longer = Buffer.concat([bytes, Buffer.alloc(more)])
        expect(codeOf(() => splitFrames(longer, announced(pictures)))).toBe('IMAGE_UNREADABLE')
        const shorter = bytes.subarray(0, Math.max(0, bytes.length - more))
        expect(codeOf(() => splitFrames(shorter, announced(pictures)))).toBe('IMAGE_UNREADABLE')
      }),
    )
  })

  test('that do not begin as a JPEG does are refused, wherever they stand', () => {
    const good = Buffer.of(0xff, 0xd8, 1)
    const png = Buffer.of(0x89, 0x50, 0x4e)
    for (const pictures of [
      [png, good],
      [good, png],
      [good, Buffer.alloc(0), good],
    ])
      expect(codeOf(() => splitFrames(Buffer.concat(pictures), announced(pictures)))).toBe(
        'IMAGE_UNREADABLE',
      )
  })
})
