import { directions, type Direction } from '../domain/method.ts'

/**
 * Head turns in an order that nobody can know before: at least one to the side, no turn twice in a row.
 * @param random 0 ≤ x < 1
 */
export function drawDirections(turns: number, random: () => number): readonly Direction[] {
  const sides: readonly Direction[] = ['LEFT', 'RIGHT']
  const drawn: Direction[] = []
  for (let i = 0; i < turns; i += 1) {
    const pool = (turns <= 2 || i === 0 ? sides : directions).filter(
      (turn) => turn !== drawn[i - 1],
    )
    const turn = turns <= 2 && i === 0 ? pick(sides, random) : pick(pool, random)
    drawn.push(turn)
  }
  return drawn
}

function pick(pool: readonly Direction[], random: () => number): Direction {
  return pool[Math.floor(random() * pool.length)] ?? 'LEFT'
}
