/** Where the face belongs; the surroundings are dimmed. */
export function FaceOval({ isGood }: { readonly isGood: boolean }) {
  return (
    <svg
      className="overlay"
      viewBox="0 0 100 130"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
    >
      <path
        fillRule="evenodd"
        fill="rgb(11 15 20 / 55%)"
        d="M-100-100h300v330h-300z M19 65a31 42 0 0 0 62 0a31 42 0 0 0-62 0z"
      />
      <ellipse
        cx="50"
        cy="65"
        rx="31"
        ry="42"
        fill="none"
        stroke={isGood ? '#7fd1a5' : '#fff'}
        strokeWidth="1.4"
        strokeDasharray={isGood ? undefined : '4 2.5'}
      />
    </svg>
  )
}
