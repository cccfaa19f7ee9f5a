import { chromium, type Browser } from 'playwright-core'
import { findChromium } from './chromium.ts'

/**
 * A real Chromium without a screen. Its camera plays a film and needs nobody's permission; WebGL is done in software.
 * Nothing of the web's security is switched off.
 * @param film path of an .mjpeg or .y4m file that the camera shows over and over; without it, Chromium's test picture
 */
export function launchBrowser({ film }: { film?: string } = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    headless: true,
    args: [
      // containers and root have no sandbox to offer
      '--no-sandbox',
      '--disable-background-networking',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      ...(film === undefined ? [] : [`--use-file-for-fake-video-capture=${film}`]),
      '--use-gl=angle',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--ignore-gpu-blocklist',
    ],
  })
}
