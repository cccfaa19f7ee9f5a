import { useEffect, useState, type RefObject } from 'react'

/** Is the element in view or nearly so, or was it once? */
export function useNearView(element: RefObject<Element | null>): boolean {
  const [near, setNear] = useState(false)
  useEffect(() => {
    const { current } = element
    if (near || !current) return undefined
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true)
      },
      { rootMargin: '800px' },
    )
    observer.observe(current)
    return () => observer.disconnect()
  }, [element, near])
  return near
}
