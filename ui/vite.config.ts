import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig(({ mode }) => ({
  plugins: [svelte({ configFile: false })],
  // Tauri shows Rust's messages in the same terminal.
  clearScreen: false,
  server: { port: 1420, strictPort: true },
  build: {
    // The CSP lets nothing load but the app's own files; pictures stay files, never data: in a sheet.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // Runes of the browser build, also in tests.
  resolve: mode === 'test' ? { conditions: ['browser'] } : {},
  // Sheets too: their colours are tested.
  test: { include: ['src/**/*.test.ts'], css: true },
}));
