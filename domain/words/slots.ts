import type { Locale, Slot } from '../method.ts'

/** Captures (撮影項目), for staff. */
export const slotWords: Readonly<Record<Locale, Readonly<Record<Slot, string>>>> = {
  ja: {
    FRONT: '表面',
    BACK: '裏面',
    THICKNESS: '厚み',
    FACE: '容貌',
    LIVENESS: '容貌（動き）',
  },
  en: {
    FRONT: 'Front',
    BACK: 'Back',
    THICKNESS: 'Thickness',
    FACE: 'Face',
    LIVENESS: 'Liveness',
  },
  vi: {
    FRONT: 'Mặt trước',
    BACK: 'Mặt sau',
    THICKNESS: 'Độ dày',
    FACE: 'Khuôn mặt',
    LIVENESS: 'Cử động khuôn mặt',
  },
}
