/** `npm run mutants -- [files or folders] [options]`: see docs/testing.md. */
import '../support/typescript.mjs';

await import('./mutants.ts');
