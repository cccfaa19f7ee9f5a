import { lookAtDocument, type DocumentLook } from './look-at-document.ts'

export interface DocumentQuestion {
  readonly frame: ImageData
  readonly mayTilt: boolean
}

addEventListener('message', ({ data }: MessageEvent<DocumentQuestion>) => {
  const look: DocumentLook = lookAtDocument(data.frame, data.mayTilt)
  postMessage(look)
})
