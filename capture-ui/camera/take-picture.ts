/** The video's present frame as a JPEG, at most `maxWidthPx` wide. Unmirrored, as the sensor saw it. */
export async function takePicture(
  video: HTMLVideoElement,
  maxWidthPx = Infinity,
  quality = 0.92,
): Promise<Blob> {
  const scale = Math.min(1, maxWidthPx / video.videoWidth)
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(video.videoWidth * scale)
  canvas.height = Math.round(video.videoHeight * scale)
  const context = canvas.getContext('2d')
  if (context === null) throw new TypeError('expected a 2d canvas')
  context.drawImage(video, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob === null ? reject(new TypeError('expected a JPEG')) : resolve(blob)),
      'image/jpeg',
      quality,
    ),
  )
}
