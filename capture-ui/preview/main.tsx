import { createRoot } from 'react-dom/client'
import '../styles/base.css'
import { showLocale } from '../words/i18n.ts'
import { Preview } from './preview.tsx'

const root = document.getElementById('app')
if (root === null) throw new TypeError('expected an element with the id app')
await showLocale('ja')
createRoot(root).render(<Preview />)
