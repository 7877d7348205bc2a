import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';

const text = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

interface Package {
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

describe('Dependencies', () => {
  const packages = ['package.json', 'web/package.json'].map(
    (path) => JSON.parse(text(path)) as Package,
  );
  const direct = packages.flatMap(({ dependencies, devDependencies, optionalDependencies }) =>
    Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }),
  );

  const peers = packages.flatMap(({ peerDependencies = {} }) => Object.keys(peerDependencies));

  it('are named in docs/dependencies.md, each with its reason', () => {
    const rows = text('docs/dependencies.md').matchAll(/^\| `([^`]+)`\s*\| (\S.*?)\s*\|$/gm);
    const named = [...rows].map(([, name]) => name);
    expect(named.sort()).toEqual([...new Set([...direct.map(([name]) => name), ...peers])].sort());
  });

  it('are pinned to exact versions', () => {
    expect(direct.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it('come from one registry, with a hash each', () => {
    const { packages: locked } = JSON.parse(text('package-lock.json')) as {
      packages: Record<string, { resolved?: string; integrity?: string; link?: boolean }>;
    };
    const fetched = Object.entries(locked).filter(
      ([path, { link }]) => path.startsWith('node_modules/') && !link,
    );
    expect(fetched.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([]);
    const hosts = fetched.map(([, { resolved }]) => (resolved ? new URL(resolved).host : 'none'));
    expect(new Set(hosts).size).toBe(1);
  });
});
