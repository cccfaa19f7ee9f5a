import { buffer } from 'node:stream/consumers'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { ZipFile as ZipWriter } from 'yazl'
import { EvidenceError } from './evidence-error.ts'

export type Files = ReadonlyMap<string, Buffer>

const mostFiles = 2000
const mostBytes = 300_000_000
/** The first moment that a ZIP can say. */
const mtime = new Date(1980, 0, 1)

/** Files in a ZIP, stored as they are and without a time: equal files, equal bytes. */
export async function writeZip(files: Files): Promise<Buffer> {
  const zip = new ZipWriter()
  for (const [path, bytes] of files)
    zip.addBuffer(bytes, path, { compress: false, mtime, mode: 0o100644, forceDosTimestamp: true })
  zip.end()
  return buffer(zip.outputStream)
}

/**
 * Reads a ZIP from anywhere. Nothing is written to a disk, nothing is unpacked (our packages are stored, so a bomb has no
 * place), and it must be byte for byte the one that `writeZip` makes of its files.
 * @throws EvidenceError `NOT_A_ZIP`, `TOO_LARGE`, `COMPRESSED`, `PATH_UNSAFE`, `FILE_TWICE`, `NOT_CANONICAL`
 */
export async function readZip(bytes: Buffer): Promise<Files> {
  if (bytes.length > mostBytes) throw new EvidenceError('TOO_LARGE')
  const files = await readEntries(bytes)
  if (!(await writeZip(files)).equals(bytes)) throw new EvidenceError('NOT_CANONICAL')
  return files
}

async function readEntries(bytes: Buffer): Promise<Files> {
  const files = new Map<string, Buffer>()
  try {
    const zip = await yauzl.fromBufferPromise(bytes, { strictFileNames: true })
    if (zip.entryCount > mostFiles) throw new EvidenceError('TOO_LARGE')
    for await (const entry of zip.eachEntry()) {
      mindEntry(entry)
      if (files.has(entry.fileName)) throw new EvidenceError('FILE_TWICE', entry.fileName)
      files.set(entry.fileName, await read(zip, entry))
    }
  } catch (cause) {
    if (cause instanceof EvidenceError) throw cause
    const unsafe = cause instanceof Error && /path|file ?name/i.test(cause.message)
    throw new EvidenceError(unsafe ? 'PATH_UNSAFE' : 'NOT_A_ZIP', null, { cause })
  }
  return files
}

function mindEntry({ fileName, compressionMethod, uncompressedSize, compressedSize }: Entry): void {
  if (!/^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9]+)*(?:\/[A-Za-z0-9_-]+(?:\.[A-Za-z0-9]+)*)*$/.test(fileName))
    throw new EvidenceError('PATH_UNSAFE')
  if (compressionMethod !== 0) throw new EvidenceError('COMPRESSED', fileName)
  if (uncompressedSize > mostBytes || uncompressedSize !== compressedSize)
    throw new EvidenceError('TOO_LARGE', fileName)
}
const read = (zip: ZipFile, entry: Entry): Promise<Buffer> =>
  zip.openReadStreamPromise(entry).then(buffer)
