import { defineConfig } from 'vite';

// Everything is served by libgrid-service from one origin; the page asks no other machine for anything.
export default defineConfig({
  base: '/',
  build: { target: 'es2022', chunkSizeWarningLimit: 2000 },
});
