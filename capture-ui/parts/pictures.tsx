/** Drawings of how to hold the card and the head; words beside them say the same. */
const card = (
  <g>
    <rect
      x="0"
      y="0"
      width="120"
      height="76"
      rx="6"
      fill="#fdfdfb"
      stroke="#24405f"
      strokeWidth="2"
    />
    <rect x="8" y="9" width="66" height="5" rx="2" fill="#9fb0c6" />
    <rect x="8" y="20" width="60" height="5" rx="2" fill="#c4cfdd" />
    <rect x="8" y="31" width="66" height="8" rx="2" fill="#7fb596" />
    <rect x="8" y="46" width="48" height="4" rx="2" fill="#c4cfdd" />
    <rect x="8" y="55" width="40" height="4" rx="2" fill="#c4cfdd" />
    <rect x="82" y="22" width="30" height="40" rx="3" fill="#dbe4ef" />
    <circle cx="97" cy="36" r="7" fill="#8fa3bd" />
    <path d="M85 62c1-10 6-14 12-14s11 4 12 14z" fill="#8fa3bd" />
  </g>
)

export function CardPicture() {
  return (
    <svg className="picture" viewBox="0 0 300 170" aria-hidden="true">
      <rect x="0" y="0" width="300" height="170" rx="18" fill="#2d3b4c" />
      <g transform="translate(72 36) scale(1.3)">{card}</g>
      <g stroke="#8fd0ad" strokeWidth="5" fill="none" strokeLinecap="round">
        <path d="M56 46V28a8 8 0 0 1 8-8h18M218 20h18a8 8 0 0 1 8 8v18M244 124v18a8 8 0 0 1-8 8h-18M82 150H64a8 8 0 0 1-8-8v-18" />
      </g>
    </svg>
  )
}

export function FacePicture() {
  return (
    <svg className="picture" viewBox="0 0 300 170" aria-hidden="true">
      <rect x="0" y="0" width="300" height="170" rx="18" fill="#2d3b4c" />
      <ellipse
        cx="150"
        cy="85"
        rx="58"
        ry="72"
        fill="none"
        stroke="#8fd0ad"
        strokeWidth="5"
        strokeDasharray="14 10"
      />
      <path d="M96 170c4-34 26-44 54-44s50 10 54 44z" fill="#5d7ea8" />
      <ellipse cx="150" cy="84" rx="36" ry="45" fill="#f0d3bb" />
      <path
        d="M113 82c-4-36 14-50 37-50s41 14 37 50c-4-18-12-26-20-29-16 6-38 5-48 2-3 6-5 14-6 27z"
        fill="#33302f"
      />
      <g fill="#33302f">
        <circle cx="136" cy="84" r="3.4" />
        <circle cx="164" cy="84" r="3.4" />
      </g>
      <path
        d="M140 106c6 5 14 5 20 0"
        stroke="#a45f4c"
        strokeWidth="3.4"
        fill="none"
        strokeLinecap="round"
      />
    </svg>
  )
}

/** A card that leans back until its edge shows; stands tilted where motion is unwelcome. */
export function TiltPicture() {
  return (
    <div className="tilt" aria-hidden="true">
      <div className="tilt__card">
        <svg viewBox="-1 -1 122 78">{card}</svg>
        <i />
      </div>
    </div>
  )
}
