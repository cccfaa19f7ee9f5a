import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellAad } from '../../../db/aad.ts'
import { createBox } from '../../../db/crypto/box.ts'
import { codeOf } from '../../support/code-of.ts'

const box = createBox(Buffer.alloc(32, 7))
const place = cellAad('tenant', 'sessions', 'row', 'declared')

describe('a sealed box', () => {
  test('opens to what was sealed, whatever it was', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), fc.string(), (plain, aad) => {
        expect(box.open(box.seal(plain, aad), aad).equals(Buffer.from(plain))).toBe(true)
      }),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(box.open(box.seal(text, place), place).toString('utf8')).toBe(text)
      }),
    )
  })

  test('does not open with any one bit flipped', () => {
    const sealed = box.seal('山田太郎', place)
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const broken = Buffer.from(sealed)
      broken.writeUInt8(broken.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      expect(codeOf(() => box.open(broken, place))).toBe('SEAL_BROKEN')
    }
  })

  test('does not open when it is cut short or lengthened', () => {
    const sealed = box.seal('x', place)
    for (let length = 0; length < sealed.length; length += 1)
      expect(codeOf(() => box.open(sealed.subarray(0, length), place))).toBe('SEAL_BROKEN')
    expect(codeOf(() => box.open(Buffer.concat([sealed, Buffer.of(0)]), place))).toBe('SEAL_BROKEN')
  })

  test('does not open at another tenant, table, row or column', () => {
    const sealed = box.seal('x', place)
    for (const moved of [
      cellAad('other', 'sessions', 'row', 'declared'),
      cellAad('tenant', 'decisions', 'row', 'declared'),
      cellAad('tenant', 'sessions', 'other', 'declared'),
      cellAad('tenant', 'sessions', 'row', 'other'),
    ])
      expect(codeOf(() => box.open(sealed, moved))).toBe('SEAL_BROKEN')
  })

  test('does not open under another key', () => {
    expect(codeOf(() => createBox(randomBytes(32)).open(box.seal('x', place), place))).toBe(
      'SEAL_BROKEN',
    )
  })

  test('is another each time, so that equal words can not be found', () => {
    const boxes = new Set(
      Array.from({ length: 1000 }, () => box.seal('equal', place).toString('hex')),
    )
    expect(boxes.size).toBe(1000)
  })

  test('is made of keys of 32 bytes only', () => {
    for (const length of [0, 16, 31, 33])
      expect(codeOf(() => createBox(new Uint8Array(length)))).toBe('SEAL_BROKEN')
  })

  test('opens what an independent implementation of AES-256-GCM has sealed', async () => {
    const key = await crypto.subtle.importKey('raw', Buffer.alloc(32, 7), 'AES-GCM', false, [
      'encrypt',
    ])
    const nonce = Buffer.alloc(12, 3)
    const parameters = { name: 'AES-GCM', iv: nonce, additionalData: Buffer.from(place) }
    const out = Buffer.from(await crypto.subtle.encrypt(parameters, key, Buffer.from('words')))
    const [body, tag] = [out.subarray(0, -16), out.subarray(-16)]
    const sealed = Buffer.concat([Buffer.of(1), nonce, tag, body])
    expect(box.open(sealed, place).toString()).toBe('words')
  })
})
