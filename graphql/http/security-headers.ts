import helmet from 'helmet'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** Which part of the origin a page belongs to: only the capture screens may use the camera and compile WebAssembly. */
type Part = 'capture' | 'preview' | 'admin' | 'other'

/** Sets the headers that keep foreign pages, scripts and frames out. @param publicUrl origin under which browsers reach us */
export function createSecurityHeaders(publicUrl: string) {
  const secure = publicUrl.startsWith('https:')
  const self = ["'self'"]
  const policyFor = (part: Part) =>
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          baseUri: ["'none'"],
          formAction: self,
          // the manager shows how the capture looks, on a page that opens nothing and has no camera
          frameAncestors: part === 'preview' ? self : ["'none'"],
          ...(part === 'admin' ? { frameSrc: self } : {}),
          scriptSrc: part === 'capture' ? ["'self'", "'wasm-unsafe-eval'"] : self,
          // MUI writes its styles into the page
          styleSrc: part === 'admin' ? ["'self'", "'unsafe-inline'"] : self,
          imgSrc: ["'self'", 'blob:', 'data:'],
          mediaSrc: ["'self'", 'blob:', 'mediastream:'],
          fontSrc: ["'self'", 'data:'],
          connectSrc: ["'self'", 'blob:', 'data:'],
          workerSrc: part === 'capture' ? ["'self'", 'blob:'] : self,
          manifestSrc: self,
          ...(secure ? { upgradeInsecureRequests: [] } : {}),
        },
      },
      strictTransportSecurity: secure ? { maxAge: 31_536_000 } : false,
      referrerPolicy: { policy: 'no-referrer' },
      crossOriginResourcePolicy: { policy: 'same-origin' },
    })
  const policies = {
    capture: policyFor('capture'),
    preview: policyFor('preview'),
    admin: policyFor('admin'),
    other: policyFor('other'),
  }

  return (request: IncomingMessage, response: ServerResponse, path: string): void => {
    const part = partOf(path)
    policies[part](request, response, () => undefined)
    response.setHeader(
      'permissions-policy',
      `camera=(${part === 'capture' ? 'self' : ''}), microphone=(), geolocation=(), payment=(), usb=()`,
    )
  }
}

function partOf(path: string): Part {
  if (path === '/capture/preview.html') return 'preview'
  if (path.startsWith('/capture/')) return 'capture'
  return path.startsWith('/admin/') ? 'admin' : 'other'
}
