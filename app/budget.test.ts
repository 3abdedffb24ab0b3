import { expect, test } from 'vitest';
import { overBudget, weighBuild, type Manifest } from './budget.ts';

const manifest: Manifest = {
  'index.html': { file: 'index.js', isEntry: true, imports: ['_shared.js'], dynamicImports: ['a/OneScreen.tsx'], css: ['index.css'] },
  '_shared.js': { file: 'shared.js' },
  '_lists.js': { file: 'lists.js', css: ['lists.css'] },
  '_form.js': { file: 'form.js' },
  'web/kit.ts': { file: 'kit.js', isDynamicEntry: true, imports: ['_shared.js', '_form.js'] },
  'locales/en.po': { file: 'en.js' },
  'locales/ar.po': { file: 'ar.js' },
  'a/OneScreen.tsx': { file: 'one.js', isDynamicEntry: true, imports: ['_shared.js', '_lists.js', '_form.js'] },
};
const sizes: Record<string, number> = { 'index.js': 100, 'shared.js': 20, 'en.js': 3, 'ar.js': 900, 'one.js': 5, 'form.js': 40, 'kit.js': 1, 'lists.js': 7, 'index.css': 11, 'lists.css': 2 };
const sizeOf = (file: string) => sizes[file] ?? Number.NaN;

test('the first load is the entry, what it cannot do without, and the words of one language', () => {
  expect(weighBuild(manifest, sizeOf).first).toEqual({ js: 123, css: 11 });
});

test('the kit is what it adds to the first load', () => {
  expect(weighBuild(manifest, sizeOf).kit).toEqual({ js: 41, css: 0 });
});

test('a screen weighs what it adds to what is there already', () => {
  expect(weighBuild(manifest, sizeOf).further).toEqual([{ screen: 'a/OneScreen.tsx', weight: 14 }]);
});

test('what is too heavy is named', () => {
  const light = weighBuild(manifest, sizeOf);
  expect(overBudget(light)).toEqual([]);
  const heavy = weighBuild(manifest, (file) => sizeOf(file) * 3_000);
  expect(overBudget(heavy)).toEqual([
    'first load: 369000 bytes of script, at most 250000',
    'a/OneScreen.tsx: 42000 bytes, at most 30000',
  ]);
});
