import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Routes } from '@openward/platform/http';
import { routes } from '../app/departments.ts';
import { findUndeclaredRoutes, inspectDeclarations } from './endpoints.ts';
import { seeded, sideDoor, sound } from './seeded/endpoints.ts';

const asRoutes = (...endpoints: object[]) => Object.fromEntries(endpoints.map((each, at) => [`e${at}`, each])) as unknown as Routes;

describe('every endpoint of the hospital', () => {
  it('says who may call it, whose record it touches, and what it leaves in the audit log', () => {
    expect(inspectDeclarations(routes)).toEqual([]);
  });

  it('is mounted by its declaration, and no other way', async () => {
    expect(await findUndeclaredRoutes('.')).toEqual([]);
  });
});

describe('the endpoint guard', () => {
  it('takes a sound endpoint', () => {
    expect(inspectDeclarations(asRoutes(sound))).toEqual([]);
  });

  it.each(seeded)('refuses one that $says', ({ says, endpoint }) => {
    expect(inspectDeclarations(asRoutes(endpoint)).join()).toContain(says);
  });

  it('refuses two endpoints at one place', () => {
    expect(inspectDeclarations(asRoutes(sound, sound)).join()).toContain('is declared twice');
  });

  it('fails when it is shown nothing', () => {
    expect(() => inspectDeclarations({})).toThrow('no endpoint');
  });

  it('finds a side door', async () => {
    const root = await mkdtemp(join(tmpdir(), 'openward-doors-'));
    try {
      await mkdir(join(root, 'departments/staff/server'), { recursive: true });
      await writeFile(join(root, 'departments/staff/server/mount.ts'), sideDoor);
      expect(await findUndeclaredRoutes(root)).toEqual(['departments/staff/server/mount.ts']);
    } finally {
      await rm(root, { recursive: true });
    }
  });
});
