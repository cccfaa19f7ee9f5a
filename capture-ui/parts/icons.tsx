import type { ReactNode } from 'react'

interface IconProps {
  readonly size?: number
}
const draw = (shape: ReactNode) =>
  function Icon({ size = 24 }: IconProps) {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.9"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        {shape}
      </svg>
    )
  }

export const CardIcon = draw(
  <>
    <rect x="2.5" y="5" width="19" height="14" rx="2.5" />
    <path d="M6 9.5h6M6 13h5M6 16h3.5" />
    <rect x="14.5" y="9" width="4" height="5.5" rx="1" />
  </>,
)
export const SunIcon = draw(
  <>
    <circle cx="12" cy="12" r="4" />
    <path d="M12 2.5v2.2M12 19.3v2.2M2.5 12h2.2M19.3 12h2.2M5.3 5.3l1.5 1.5M17.2 17.2l1.5 1.5M5.3 18.7l1.5-1.5M17.2 6.8l1.5-1.5" />
  </>,
)
export const FaceIcon = draw(
  <>
    <circle cx="12" cy="12" r="9" />
    <path d="M9 10v.4M15 10v.4M8.5 14.5c1 1.2 2.2 1.8 3.5 1.8s2.5-.6 3.5-1.8" />
  </>,
)
export const LockIcon = draw(
  <>
    <rect x="5" y="10.5" width="14" height="9.5" rx="2.2" />
    <path d="M8 10.5V8a4 4 0 0 1 8 0v2.5" />
  </>,
)
export const CheckIcon = draw(<path d="M5 12.8l4.6 4.7L19.5 7" />)
export const CrossIcon = draw(<path d="M6.5 6.5l11 11M17.5 6.5l-11 11" />)
export const AlertIcon = draw(
  <>
    <path d="M12 3.8 2.8 19.5h18.4z" />
    <path d="M12 10v4M12 16.8v.2" />
  </>,
)
export const NextIcon = draw(<path d="M9 5.5l6.5 6.5L9 18.5" />)
export const GlobeIcon = draw(
  <>
    <circle cx="12" cy="12" r="9" />
    <path d="M3 12h18M12 3c2.6 2.4 4 5.4 4 9s-1.4 6.6-4 9c-2.6-2.4-4-5.4-4-9s1.4-6.6 4-9z" />
  </>,
)
export const PhoneIcon = draw(
  <>
    <rect x="7" y="2.5" width="10" height="19" rx="2.4" />
    <path d="M11 18.6h2" />
  </>,
)
export const LensIcon = draw(
  <>
    <path d="M4 8h3.2L9 5.5h6L16.8 8H20a1.5 1.5 0 0 1 1.5 1.5V18a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 18V9.5A1.5 1.5 0 0 1 4 8z" />
    <circle cx="12" cy="13.5" r="3.4" />
  </>,
)
export const TableIcon = draw(<path d="M2.5 8.5h19l-2.5 4H5zM6 12.5V19M18 12.5V19" />)
export const GlassesIcon = draw(
  <>
    <circle cx="7" cy="13.5" r="3.5" />
    <circle cx="17" cy="13.5" r="3.5" />
    <path d="M10.5 13c1-.8 2-.8 3 0M3.5 13 5 7.5M20.5 13 19 7.5M3 20.5 21 4" />
  </>,
)
export const ClockIcon = draw(
  <>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 7v5.2l3.3 2" />
  </>,
)
export const CloserIcon = draw(<path d="M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5" />)
export const FartherIcon = draw(<path d="M9 4v5H4M15 4v5h5M9 20v-5H4M15 20v-5h5" />)
export const TiltIcon = draw(
  <>
    <path d="M3 17.5 17 12l4 2.5-14 5.5z" />
    <path d="M6 11a7 7 0 0 1 8-5.5M14 5.5 11.6 3.6M14 5.5l-2 2.3" />
  </>,
)
export const HandIcon = draw(
  <>
    <rect x="5" y="5" width="14" height="14" rx="2.5" />
    <path d="M9.5 9.5v5M14.5 9.5v5" />
  </>,
)
export const PeopleIcon = draw(
  <>
    <circle cx="9" cy="8.5" r="3.2" />
    <path d="M3 19c.6-3.4 2.8-5 6-5s5.4 1.6 6 5M16 6a3 3 0 0 1 0 5.4M18 14.4c1.7.8 2.7 2.3 3 4.6" />
  </>,
)
