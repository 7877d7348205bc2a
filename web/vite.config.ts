/// <reference types="vitest/config" />
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { browsers } from './browsers.ts';
import { precompressed } from './precompressed.ts';

/** The page, as the service serves it. */
export default defineConfig({
  plugins: [react(), precompressed()],
  build: {
    outDir: 'dist/page',
    target: browsers,
    // The page's content security policy would refuse an image that is inlined as a data: URL.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
  test: {
    restoreMocks: true,
    projects: [
      { extends: true, test: { name: 'pure', include: ['src/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'components',
          environment: 'jsdom',
          include: ['src/**/*.test.tsx'],
          setupFiles: ['src/testing/setup.ts'],
        },
      },
    ],
  },
});
