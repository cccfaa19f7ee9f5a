export type CameraProblem = 'DENIED' | 'MISSING' | 'BUSY'
export type CameraAnswer =
  | { readonly ok: true; readonly stream: MediaStream }
  | { readonly ok: false; readonly problem: CameraProblem }

/** Rear camera for documents, front for faces; as many pixels as the device gives. No microphone. */
export async function openCamera(side: 'DOCUMENT' | 'FACE'): Promise<CameraAnswer> {
  // Absent in some in-app browsers and wherever the page is not served securely.
  if (!('mediaDevices' in navigator)) return { ok: false, problem: 'MISSING' }
  const video: MediaTrackConstraints =
    side === 'DOCUMENT'
      ? {
          facingMode: { ideal: 'environment' },
          width: { ideal: 2560, min: 640 },
          height: { ideal: 1440, min: 480 },
        }
      : { facingMode: { ideal: 'user' }, width: { ideal: 1280 }, height: { ideal: 960 } }
  try {
    return { ok: true, stream: await navigator.mediaDevices.getUserMedia({ video, audio: false }) }
  } catch (error) {
    return { ok: false, problem: problemOf(error) }
  }
}

export const closeCamera = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop()
}

function problemOf(error: unknown): CameraProblem {
  const name = error instanceof Error ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'DENIED'
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'MISSING'
  return 'BUSY'
}
