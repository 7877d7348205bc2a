/** `npm run chaos -- [scenarios] [options]`: see docs/testing.md. */
import '../support/typescript.mjs';

await import('./chaos.ts');
