import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ICruiseOptions, ICruiseResult } from 'dependency-cruiser';
import { cruise } from 'dependency-cruiser';
import { folderRules, forbidden, options, resolution } from './structure.rules.ts';

/** One import that the tree forbids. */
export interface Violation {
  rule: string;
  from: string;
  to: string;
}

/** What was looked at, and what was found. */
export interface Inspection {
  files: number;
  violations: Violation[];
}

const roots = ['app', 'platform', 'departments'];

/**
 * Checks every import of a tree against the rules of the hospital.
 *
 * A checker that parses nothing finds nothing, so each source file on the disk must be among what it read:
 * a missing one is a fault of the guard, thrown and not reported as clean.
 */
export async function inspectTree(folder: string): Promise<Inspection> {
  const root = resolve(folder);
  const files = await sourceFiles(root);
  if (files.length === 0) throw new Error(`The structure guard found no source file under ${root}`);
  const whole = await run(root, { ruleSet: { forbidden } });
  const read = new Set(whole.modules.map((module) => module.source));
  const unread = files.filter((file) => !read.has(file));
  if (unread.length > 0) throw new Error(`The structure guard did not read ${unread.slice(0, 5).join(', ')}`);
  if (files.length > 5 && !whole.modules.some((module) => module.dependencies.length > 0)) {
    throw new Error('The structure guard read the files and saw not one import: its parser is missing');
  }
  const folders = await run(root, {
    ruleSet: { forbidden: folderRules },
    exclude: { path: [...options.exclude.path, '\\.test\\.tsx?$', '^platform/testing/'] },
  });
  const violations = [...whole.summary.violations, ...folders.summary.violations].map(({ rule, from, to, cycle, via }) => ({
    rule: rule.name,
    from,
    to: [to, ...(cycle ?? via ?? []).map((step) => step.name)].join(' → '),
  }));
  return { files: files.length, violations };
}

async function run(root: string, more: ICruiseOptions): Promise<ICruiseResult> {
  const present = roots.filter((name) => existsSync(join(root, name)));
  const { output } = await cruise(present, { ...options, validate: true, baseDir: root, ...more }, resolution);
  if (typeof output === 'string') throw new TypeError('The structure guard expects the result as an object');
  return output;
}

async function sourceFiles(root: string): Promise<string[]> {
  const found = await Promise.all(
    roots.map(async (name) => {
      if (!existsSync(join(root, name))) return [];
      const entries = await readdir(join(root, name), { recursive: true });
      return entries.map((entry) => `${name}/${entry}`);
    }),
  );
  return found.flat().filter((file) => /\.tsx?$/.test(file) && !/\.d\.ts$|(^|\/)(dist|node_modules)\//.test(file));
}
