import { createRoot } from 'react-dom/client'
import { createCaptureApi } from './api/capture-api.ts'
import { createClient } from './api/client.ts'
import { App } from './app.tsx'
import './styles/base.css'
import { preferredLocale, showLocale } from './words/i18n.ts'

const root = document.getElementById('app')
if (root === null) throw new TypeError('expected an element with the id app')
const locale = preferredLocale(navigator.languages)
await showLocale(locale)
const said = new URLSearchParams(location.search).get('link')
const link = said === 'expired' || said === 'invalid' || said === 'busy' ? said : null
createRoot(root).render(
  <App api={createCaptureApi(createClient())} firstLocale={locale} link={link} />,
)
