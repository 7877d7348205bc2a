import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

/** Writes compressed copies beside the page's files, so that serving them costs no CPU time. */
export function precompressed(): Plugin {
  return {
    name: 'precompressed',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        for (const file of Object.values(bundle)) {
          const content = file.type === 'chunk' ? file.code : file.source;
          const copies = { br: promisify(brotliCompress), gz: promisify(gzip) };
          for (const [extension, compress] of Object.entries(copies)) {
            const source = await compress(Buffer.from(content));
            this.emitFile({ type: 'asset', fileName: `${file.fileName}.${extension}`, source });
          }
        }
      },
    },
  };
}
