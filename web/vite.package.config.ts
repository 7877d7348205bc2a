import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { browsers } from './browsers.ts';

/** The package that other applications take the player from. */
export default defineConfig({
  plugins: [react()],
  publicDir: false,
  build: {
    outDir: 'dist/package',
    target: browsers,
    minify: false,
    lib: { entry: 'src/index.ts', formats: ['es'], fileName: 'index', cssFileName: 'style' },
    rolldownOptions: { external: ['react', 'react/jsx-runtime', 'eventsource-parser'] },
  },
});
