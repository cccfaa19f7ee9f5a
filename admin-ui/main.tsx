import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'

const place = document.querySelector('#app')
if (!place) throw new Error('expected an element #app')
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
