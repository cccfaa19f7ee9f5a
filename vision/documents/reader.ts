import { fileURLToPath } from 'node:url'
import { createWorker, OEM, PSM, type Worker } from 'tesseract.js'
import { DomainError } from '../../domain/errors.ts'

/** The two sets of weights that vote; they err in different places. */
export const readerEngines = ['4.0.0', '4.0.0_best_int'] as const
export type ReaderEngine = (typeof readerEngines)[number]

export interface LineReading {
  readonly text: string
  /** 0…1 */
  readonly confidence: number
}

/** Reads single lines of Japanese; shared by all who read at the same time. */
export interface Reader extends AsyncDisposable {
  /** @param png one line of dark print on a light ground, about 40–70 px high */
  readLine(png: Buffer, engine: ReaderEngine): Promise<LineReading>
}

export interface ReaderOptions {
  /** Threads in all, at least one an engine; each takes 165–290 MB. */
  readonly workers?: number
  /** A line that takes longer means that the thread is dead; it is replaced and the line tried once more. */
  readonly timeoutMs?: number
  /** A thread is renewed after so many lines, which bounds what its heap can grow to. */
  readonly linesPerWorker?: number
}

interface Lane {
  readonly engine: ReaderEngine
  worker: Promise<Worker> | null
  lines: number
  /** The lane's work, one line after another. */
  tail: Promise<unknown>
  waiting: number
}

/** Starts no thread before the first line. No network: the weights come with the package `@tesseract.js-data/jpn`. */
export function createReader({
  workers = 2,
  timeoutMs = 20_000,
  linesPerWorker = 3000,
}: ReaderOptions = {}): Reader {
  const lanes: Lane[] = Array.from(
    { length: Math.max(readerEngines.length, workers) },
    (_, i): Lane => ({
      engine: i % 2 === 0 ? readerEngines[0] : readerEngines[1],
      worker: null,
      lines: 0,
      tail: Promise.resolve(),
      waiting: 0,
    }),
  )
  let closed = false

  async function retire(lane: Lane): Promise<void> {
    const old = lane.worker
    lane.worker = null
    lane.lines = 0
    await old?.then((worker) => worker.terminate()).catch(() => undefined)
  }

  async function readOnce(lane: Lane, png: Buffer): Promise<LineReading> {
    if (lane.lines >= linesPerWorker) await retire(lane)
    lane.worker ??= startWorker(lane.engine)
    lane.lines++
    const worker = await lane.worker
    const { data } = await within(timeoutMs, worker.recognize(png))
    return { text: data.text.trim(), confidence: Math.max(0, data.confidence) / 100 }
  }

  return {
    readLine(png, engine) {
      if (closed) return Promise.reject(new DomainError('MODEL_UNAVAILABLE', 'reader: closed'))
      const [first, ...rest] = lanes.filter((lane) => lane.engine === engine)
      if (!first)
        return Promise.reject(new DomainError('MODEL_UNAVAILABLE', 'reader: unknown engine'))
      const lane = rest.reduce((a, b) => (b.waiting < a.waiting ? b : a), first)
      lane.waiting++
      const reading = lane.tail.then(async () => {
        try {
          return await readOnce(lane, png).catch(async () => {
            await retire(lane)
            return readOnce(lane, png)
          })
        } catch (cause) {
          await retire(lane)
          throw new DomainError('MODEL_UNAVAILABLE', 'reader: no answer', { cause })
        } finally {
          lane.waiting--
        }
      })
      lane.tail = reading.catch(() => undefined)
      return reading
    },
    async [Symbol.asyncDispose]() {
      closed = true
      await Promise.all(lanes.map((lane) => lane.tail.then(() => retire(lane))))
    },
  }
}

async function startWorker(engine: ReaderEngine): Promise<Worker> {
  const weights = fileURLToPath(
    new URL(`${engine}/`, import.meta.resolve('@tesseract.js-data/jpn/package.json')),
  )
  const worker = await createWorker('jpn', OEM.LSTM_ONLY, {
    langPath: weights,
    gzip: true,
    cacheMethod: 'none',
    errorHandler: () => undefined,
  })
  await worker.setParameters({ user_defined_dpi: '300', tessedit_pageseg_mode: PSM.SINGLE_LINE })
  return worker
}

async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error('reader: timed out')), timeoutMs)
  try {
    return await Promise.race([work, late.promise])
  } finally {
    clearTimeout(timer)
  }
}
