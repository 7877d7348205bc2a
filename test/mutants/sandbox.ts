import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';

const CHECKOUT = resolve(import.meta.dirname, '../..');

/** A copy of the checkout, built program included, in which one file at a time is changed. */
export class Sandbox {
  readonly folder = mkdtempSync(join(tmpdir(), 'event-clips-mutants-'));

  constructor() {
    const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
      cwd: CHECKOUT,
      encoding: 'utf8',
    });
    const files = listed.split('\0').filter(Boolean);
    for (const file of [...files, 'dist', 'web/dist']) {
      mkdirSync(dirname(join(this.folder, file)), { recursive: true });
      cpSync(join(CHECKOUT, file), join(this.folder, file), { recursive: true });
    }
    symlinkSync(join(CHECKOUT, 'node_modules'), join(this.folder, 'node_modules'));
  }

  /** Puts the text in place of a source, and what it compiles to into the built program; undo puts both back. */
  replace(file: string, text: string): { undo(): void } {
    const built = file.replace(/^src/, 'dist').replace(/\.ts$/, '.js');
    const paths = [file, built].map((path) => join(this.folder, path));
    const before = paths.map((path) => readFileSync(path, 'utf8'));
    const put = (texts: string[]) => paths.forEach((path, i) => writeFileSync(path, texts[i]!));
    put([text, compiled(file, text)]);
    return { undo: () => put(before) };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const { config } = ts.readConfigFile(join(CHECKOUT, 'tsconfig.json'), (path) =>
  ts.sys.readFile(path),
) as {
  config: { compilerOptions: object };
};
const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, CHECKOUT);

function compiled(fileName: string, text: string): string {
  // One file alone does not show the compiler that the package is of ES modules.
  const module = {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  const compilerOptions = { ...options, ...module, sourceMap: false, declaration: false };
  // What the build adds by its plugin, the contract's descriptions, is left out.
  return ts.transpileModule(text, { fileName: join(CHECKOUT, fileName), compilerOptions })
    .outputText;
}
