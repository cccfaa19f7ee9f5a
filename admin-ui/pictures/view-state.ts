/** How a picture is looked at. Lengths in pixels of the screen. */
export interface ViewState {
  readonly zoom: number
  /** Quarter turns clockwise, 0…3. */
  readonly turns: number
  readonly offsetX: number
  readonly offsetY: number
  /** 1: as it is. */
  readonly brightness: number
  /** 1: as it is. */
  readonly contrast: number
}

export const restView: ViewState = {
  zoom: 1,
  turns: 0,
  offsetX: 0,
  offsetY: 0,
  brightness: 1,
  contrast: 1,
}

export type ViewAction =
  | { readonly type: 'ZOOM'; readonly factor: number }
  | { readonly type: 'TURN'; readonly by: 1 | -1 }
  | { readonly type: 'PAN'; readonly dx: number; readonly dy: number }
  | { readonly type: 'BRIGHTEN'; readonly by: number }
  | { readonly type: 'CONTRAST'; readonly by: number }
  | { readonly type: 'FIT' }

export function nextView(view: ViewState, action: ViewAction): ViewState {
  if (action.type === 'FIT') return restView
  if (action.type === 'TURN') {
    // what was moved aside would lie elsewhere after the turn
    return { ...view, turns: (view.turns + action.by + 4) % 4, offsetX: 0, offsetY: 0 }
  }
  if (action.type === 'BRIGHTEN') {
    return { ...view, brightness: clamp(round(view.brightness + action.by), 0.4, 2.6) }
  }
  if (action.type === 'CONTRAST') {
    return { ...view, contrast: clamp(round(view.contrast + action.by), 0.4, 3) }
  }
  if (action.type === 'PAN') {
    return { ...view, offsetX: view.offsetX + action.dx, offsetY: view.offsetY + action.dy }
  }
  const zoom = clamp(view.zoom * action.factor, 1, 8)
  const kept = zoom === 1 ? 0 : zoom / view.zoom
  return { ...view, zoom, offsetX: view.offsetX * kept, offsetY: view.offsetY * kept }
}

export const zoomStep = 1.25
export const brightnessStep = 0.2
export const contrastStep = 0.25

/** Brightness and contrast as CSS has them; undefined: the picture as it is. */
export const filterOf = ({ brightness, contrast }: ViewState): string | undefined =>
  brightness === 1 && contrast === 1 ? undefined : `brightness(${brightness}) contrast(${contrast})`

/** The size at which a picture fits into a frame, turned as it is. */
export function fittedSize(
  picture: { readonly width: number; readonly height: number },
  frame: { readonly width: number; readonly height: number },
  turns: number,
): { readonly width: number; readonly height: number } {
  const lies = turns % 2 === 1
  const width = lies ? picture.height : picture.width
  const height = lies ? picture.width : picture.height
  const scale = Math.min(frame.width / width, frame.height / height)
  return { width: picture.width * scale, height: picture.height * scale }
}

const clamp = (value: number, least: number, most: number): number =>
  Math.min(most, Math.max(least, value))
const round = (value: number): number => Math.round(value * 100) / 100
