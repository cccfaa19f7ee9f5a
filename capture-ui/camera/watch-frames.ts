/**
 * One loop over the video's frames: shrinks each to `widthPx`, hands it to `look`, waits for its answer, goes on.
 * Frames that arrive meanwhile are dropped, so a slow phone gives fewer answers, never late ones.
 * @returns stops the loop
 */
export function watchFrames(
  video: HTMLVideoElement,
  widthPx: number,
  look: (frame: ImageData, atMs: number) => Promise<void>,
): () => void {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  let stopped = false
  const next = () => {
    if (stopped) return
    if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback(step)
    else setTimeout(step, 66)
  }
  const step = async () => {
    if (stopped) return
    if (context !== null && video.videoWidth > 0) {
      const width = Math.min(widthPx, video.videoWidth)
      const height = Math.round((width * video.videoHeight) / video.videoWidth)
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width
        canvas.height = height
      }
      context.drawImage(video, 0, 0, width, height)
      await look(context.getImageData(0, 0, width, height), performance.now())
    }
    next()
  }
  next()
  return () => {
    stopped = true
  }
}
