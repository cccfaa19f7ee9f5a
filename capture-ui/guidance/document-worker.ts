import type { DocumentType } from '../../domain/document-catalogue.ts'
import { lookAtDocument, type DocumentLook, type DocumentSlot } from './look-at-document.ts'

export interface DocumentQuestion {
  readonly frame: ImageData
  readonly slot: DocumentSlot
  readonly documentType: DocumentType
}

addEventListener('message', ({ data }: MessageEvent<DocumentQuestion>) => {
  const look: DocumentLook = lookAtDocument(data.frame, data)
  postMessage(look)
})
