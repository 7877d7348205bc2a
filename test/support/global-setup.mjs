import './typescript.mjs';

/** One server for the whole run; see test-server.ts. */
export default async function setup() {
  const { startTestServer } = await import('./test-server.ts');
  globalThis.testServer = await startTestServer();
}
