import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { copyFaceParts } from './copy-face-parts.ts'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/capture/',
  plugins: [react(), copyFaceParts()],
  worker: { format: 'es' },
  build: { target: 'es2022', assetsInlineLimit: 0 },
})
