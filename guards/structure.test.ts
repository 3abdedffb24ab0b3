import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clean, seeds, uphill } from './seeded/structure.seeds.ts';
import { folderRules, forbidden, readingOrder } from './structure.rules.ts';
import { inspectTree } from './structure.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'openward-structure-'));
});
afterEach(() => rm(root, { recursive: true }));

/** Writes a hospital to the disk, its workspaces linked as npm links them. */
async function lay(tree: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(tree)) {
    await mkdir(join(root, dirname(path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  const packages = resolve('node_modules');
  await mkdir(join(root, 'node_modules/@openward'), { recursive: true });
  for (const name of ['zod', 'fastify', 'react']) {
    await symlink(join(packages, name), join(root, 'node_modules', name));
  }
  for (const path of Object.keys(tree).filter((each) => each.endsWith('/package.json'))) {
    const { name } = JSON.parse(tree[path] ?? '') as { name: string };
    await symlink(join(root, dirname(path)), join(root, 'node_modules', name));
  }
}

const rulesBroken = async () => [...new Set((await inspectTree(root)).violations.map((each) => each.rule))];
const isDownhill = (rule: string) => rule.endsWith('-calls-only-upstream');

describe('the structure guard', () => {
  it('passes a hospital in which everything is where it belongs', async () => {
    await lay(clean);
    const { files, violations } = await inspectTree(root);
    expect(violations).toEqual([]);
    expect(files).toBeGreaterThan(8);
  });

  it('fails when it sees no file at all', async () => {
    await expect(inspectTree(root)).rejects.toThrow('found no source file');
  });

  it('has a seeded violation for each of its rules', () => {
    const rules = [...forbidden, ...folderRules].map((rule) => String(rule.name)).filter((name) => !isDownhill(name));
    expect(Object.keys(seeds).sort()).toEqual(rules.sort());
  });

  it.each(Object.keys(seeds))('catches %s', async (rule) => {
    await lay({ ...clean, ...seeds[rule] });
    expect(await rulesBroken()).toContain(rule);
  });

  it.each(readingOrder.slice(0, -1).map((name, at) => [name, readingOrder[at + 1] ?? '']))(
    'catches %s calling %s below it',
    async (name, below) => {
      await lay({ ...clean, ...uphill(name, below) });
      expect(await rulesBroken()).toContain(`${name}-calls-only-upstream`);
    },
  );
});
