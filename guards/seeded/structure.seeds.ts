// Seeded violations of the tree: for each rule, the files that break it when laid over a clean hospital.
// They are text, so that no other tool takes them for a part of the product. See guards/structure.test.ts.

type Tree = Record<string, string>;

const department = (name: string): Tree => ({
  [`departments/${name}/package.json`]: JSON.stringify({
    name: `@openward/${name}`,
    exports: { './contract': './contract/index.ts', './api': './server/api.ts' },
  }),
  [`departments/${name}/contract/index.ts`]: `export const word = '${name}';`,
  [`departments/${name}/server/api.ts`]: `import { word } from '../contract/index.ts'; export const ask = () => word;`,
});

/** A hospital in which everything is where it belongs. */
export const clean: Tree = {
  'package.json': JSON.stringify({ name: 'seeded', type: 'module', dependencies: { zod: '*' } }),
  'platform/package.json': JSON.stringify({ name: '@openward/platform', exports: { './*': './*/index.ts' } }),
  'platform/db/index.ts': `import { readFile } from 'node:fs/promises'; export const open = readFile;`,
  'platform/money/index.ts': 'export const add = (a: bigint, b: bigint) => a + b;',
  'platform/testing/index.ts': `import { start } from '../../app/server.ts'; export const hospital = start;`,
  ...department('records'),
  ...department('staff'),
  'departments/staff/server/ask.ts': `import { ask } from '@openward/records/api'; export const asked = ask();`,
  'departments/staff/server/ask.test.ts': `import { hospital } from '@openward/platform/testing'; hospital();`,
  'departments/staff/rules/pay.ts': `import { add } from '../../../platform/money/index.ts'; export const pay = add;`,
  'departments/staff/web/Screen.tsx': `import { word } from '../contract/index.ts'; export const screen = word;`,
  'app/server.ts': `import { asked } from '../departments/staff/server/ask.ts'; export const start = () => asked;`,
};

/** For each rule, what breaks it. */
export const seeds: Record<string, Tree> = {
  'department-is-in-the-reading-order': {
    'departments/gossip/server/api.ts': `import { open } from '@openward/platform/db'; export const ask = open;`,
  },
  'department-through-its-doors': {
    'departments/staff/server/peek.ts': `export * from '../../records/server/secret.ts';`,
    'departments/records/server/secret.ts': 'export const secret = 1;',
  },
  'test-and-demo-through-their-doors': {
    'departments/staff/server/test-peek.ts': `export * from '../../records/server/secret.ts';`,
    'departments/records/server/secret.ts': 'export const secret = 1;',
  },
  'web-never-reaches-server': {
    'departments/staff/web/Leak.tsx': `import { shared } from './shared.ts'; export const leak = shared;`,
    'departments/staff/web/shared.ts': `import type { open } from '@openward/platform/db'; export type Shared = typeof open; export const shared = 1;`,
  },
  'browser-code-knows-no-node': {
    'departments/staff/web/File.tsx': `import { readFileSync } from 'node:fs'; export const file = readFileSync;`,
  },
  'rules-are-pure': {
    'departments/staff/rules/impure.ts': `import { open } from '@openward/platform/db'; export const rule = open;`,
  },
  'contract-is-small': {
    'departments/staff/contract/large.ts': `import { asked } from '../server/ask.ts'; export const large = asked;`,
  },
  'contract-and-rules-carry-little': {
    'departments/staff/contract/react.ts': `import { useState } from 'react'; export const state = useState;`,
  },
  'platform-knows-no-department': {
    'platform/jobs/index.ts': `import { word } from '@openward/staff/contract'; export const job = word;`,
  },
  'nobody-imports-the-app': {
    'departments/staff/server/app.ts': `import { start } from '../../../app/server.ts'; export const again = start;`,
  },
  'tests-stay-in-tests': {
    'departments/staff/server/testing.ts': `import { hospital } from '@openward/platform/testing'; export const real = hospital;`,
  },
  'no-circular': {
    'departments/staff/server/hen.ts': `import { egg } from './egg.ts'; export const hen = () => egg;`,
    'departments/staff/server/egg.ts': `import { hen } from './hen.ts'; export const egg = () => hen;`,
  },
  resolvable: {
    'departments/staff/server/lost.ts': `export * from './nowhere.ts';`,
  },
  'in-the-lock-file': {
    'departments/staff/server/found.ts': `import fastify from 'fastify'; export const found = fastify;`,
  },
  'no-folder-cycle': {
    'departments/staff/server/pay/index.ts': `import { hire } from '../hire/list.ts'; export const pay = hire;`,
    'departments/staff/server/pay/slip.ts': 'export const slip = 1;',
    'departments/staff/server/hire/list.ts': 'export const hire = 1;',
    'departments/staff/server/hire/first-pay.ts': `import { slip } from '../pay/slip.ts'; export const first = slip;`,
  },
};

/** A department that calls the one below it. */
export function uphill(name: string, below: string): Tree {
  return {
    ...department(name),
    ...department(below),
    [`departments/${name}/server/uphill.ts`]: `import { ask } from '@openward/${below}/api'; export const asked = ask;`,
  };
}
