/** `npm run fuzz -- [options]`: see docs/testing.md. */
import '../support/typescript.mjs';

await import('./fuzz.ts');
