import { useCallback, useEffect, useRef, useState } from 'react'
import { closeCamera, openCamera, type CameraProblem } from './open-camera.ts'

export type CameraState =
  | { readonly kind: 'OPENING' }
  | { readonly kind: 'ON' }
  | { readonly kind: 'PROBLEM'; readonly problem: CameraProblem }

/** Opens a camera for as long as the screen is shown; again when a call or another app took it away. */
export function useCamera(side: 'DOCUMENT' | 'FACE') {
  const video = useRef<HTMLVideoElement>(null)
  const [state, setState] = useState<CameraState>({ kind: 'OPENING' })
  const [tries, setTries] = useState(0)
  const again = useCallback(() => {
    setState({ kind: 'OPENING' })
    setTries((count) => count + 1)
  }, [])

  useEffect(() => {
    let gone = false
    let opened: MediaStream | null = null
    const open = async () => {
      const answer = await openCamera(side)
      if (gone) {
        if (answer.ok) closeCamera(answer.stream)
        return
      }
      if (!answer.ok) {
        setState({ kind: 'PROBLEM', problem: answer.problem })
        return
      }
      opened = answer.stream
      opened.getVideoTracks()[0]?.addEventListener('ended', again)
      const element = video.current
      if (element === null) return
      element.srcObject = opened
      try {
        await element.play()
        if (!gone) setState({ kind: 'ON' })
      } catch {
        if (!gone) setState({ kind: 'PROBLEM', problem: 'BUSY' })
      }
    }
    void open()
    return () => {
      gone = true
      if (opened !== null) closeCamera(opened)
    }
  }, [side, tries, again])

  return { video, state, again }
}
