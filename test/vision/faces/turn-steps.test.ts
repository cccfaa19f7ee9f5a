import { describe, expect, test } from 'vitest'
import { findTurns } from '../../../vision/faces/turn-steps.ts'

const film = (...poses: readonly (readonly [yaw: number, pitch: number])[]) =>
  poses.map(([yaw, pitch], i) => ({ atMs: i * 200, yaw, pitch }))
const directions = (...poses: readonly (readonly [number, number])[]) =>
  findTurns(film(...poses)).map(({ direction }) => direction)

describe('turns of a head', () => {
  test('each direction has its name', () => {
    expect(directions([0, 0], [30, 0], [0, 0])).toEqual(['LEFT'])
    expect(directions([0, 0], [-30, 0], [0, 0])).toEqual(['RIGHT'])
    expect(directions([0, 0], [0, 20], [0, 0])).toEqual(['UP'])
    expect(directions([0, 0], [0, -20], [0, 0])).toEqual(['DOWN'])
  })
  test('too small a turn is none', () => {
    expect(directions([0, 0], [17, 11], [0, 0])).toEqual([])
  })
  test('a turn that does not come back is none yet', () => {
    expect(directions([0, 0], [30, 0])).toEqual([])
  })
  test('straight from one side to the other is two turns', () => {
    expect(directions([0, 0], [30, 0], [-30, 0], [0, 0])).toEqual(['LEFT', 'RIGHT'])
  })
  test('from the side upwards without facing the camera is one turn', () => {
    expect(directions([0, 0], [40, 0], [12, 18], [0, 0])).toEqual(['LEFT'])
  })
  test('peak, time and the frames on the way are told', () => {
    const [turn] = findTurns(film([0, 0], [15, 0], [40, 2], [20, 0], [0, 0]))
    expect(turn).toEqual({
      direction: 'LEFT',
      peakDegrees: 40,
      atMs: 400,
      peakIndex: 2,
      framesBetween: 2,
    })
  })
})
