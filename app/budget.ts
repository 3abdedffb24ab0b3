import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** One file of the build, as Vite’s manifest names it. */
export interface BuiltChunk {
  file: string;
  isEntry?: boolean;
  isDynamicEntry?: boolean;
  imports?: string[];
  dynamicImports?: string[];
  css?: string[];
}
export type Manifest = Readonly<Record<string, BuiltChunk>>;

/** Bytes over the wire, compressed. */
export interface Weight {
  js: number;
  css: number;
}

export const budgets = { first: { js: 250_000, css: 50_000 }, further: 30_000 } as const;
/** The words of the language are fetched before anything is drawn, so they belong to the first load. */
const alwaysLoaded = ['locales/en.po'];
/** What nearly every screen is made of: loaded when the first screen stands, before anybody opens a further one. */
const kit = ['web/kit.ts'];

/** A chunk and everything that it cannot do without. */
function closure(manifest: Manifest, names: readonly string[], found = new Set<string>()): Set<string> {
  for (const name of names) {
    if (found.has(name)) continue;
    found.add(name);
    closure(manifest, manifest[name]?.imports ?? [], found);
  }
  return found;
}

function weigh(manifest: Manifest, names: Iterable<string>, sizeOf: (file: string) => number): Weight {
  const chunks = [...names].flatMap((name) => manifest[name] ?? []);
  const sum = (files: Iterable<string>) => [...new Set(files)].reduce((total, file) => total + sizeOf(file), 0);
  return { js: sum(chunks.map(({ file }) => file).filter((file) => file.endsWith('.js'))), css: sum(chunks.flatMap(({ css = [] }) => css)) };
}

export interface Weighed {
  first: Weight;
  /** What the kit adds to the first load. */
  kit: Weight;
  /** What each screen adds to what is there already, the heaviest first. */
  further: { screen: string; weight: number }[];
}

/** What the first load weighs, what the kit adds to it, and what each screen adds to both. */
export function weighBuild(manifest: Manifest, sizeOf: (file: string) => number): Weighed {
  const entries = Object.keys(manifest).filter((name) => manifest[name]?.isEntry === true);
  const first = closure(manifest, [...entries, ...alwaysLoaded.filter((name) => name in manifest)]);
  const there = closure(manifest, kit.filter((name) => name in manifest), new Set(first));
  const added = (name: string) => [...closure(manifest, [name])].filter((each) => !there.has(each));
  const screens = Object.keys(manifest).filter((name) => /(Screen|Tab|Frame)\.tsx$/.test(name) && !there.has(name));
  const further = screens.map((screen) => {
    const { js, css } = weigh(manifest, added(screen), sizeOf);
    return { screen, weight: js + css };
  });
  return {
    first: weigh(manifest, first, sizeOf),
    kit: weigh(manifest, [...there].filter((name) => !first.has(name)), sizeOf),
    further: further.sort((a, b) => b.weight - a.weight),
  };
}

/** What is heavier than it may be, in words; empty when all is well. */
export function overBudget({ first, further }: Weighed): string[] {
  const over: string[] = [];
  if (first.js > budgets.first.js) over.push(`first load: ${first.js} bytes of script, at most ${budgets.first.js}`);
  if (first.css > budgets.first.css) over.push(`first load: ${first.css} bytes of style, at most ${budgets.first.css}`);
  for (const { screen, weight } of further) {
    if (weight > budgets.further) over.push(`${screen}: ${weight} bytes, at most ${budgets.further}`);
  }
  return over;
}

/** Weighs the web app that was built into a folder. */
export function weighFolder(folder: string): Weighed {
  const manifest = JSON.parse(readFileSync(path.join(folder, '.vite/manifest.json'), 'utf8')) as Manifest;
  return weighBuild(manifest, (file) => gzipSync(readFileSync(path.join(folder, file))).length);
}
