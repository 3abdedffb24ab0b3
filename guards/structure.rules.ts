// The rules of the tree, for dependency-cruiser. ARCHITECTURE.md says why.
import type { IForbiddenRuleType } from 'dependency-cruiser';

/** The hospital in reading order: a department may call only those above it. */
export const readingOrder = [
  'terminology', 'records', 'staff', 'patients', 'messages', 'ledger', 'billing', 'scheduling', 'visits', 'laboratory', 'pharmacy', 'wards',
  'insurance', 'exchange', 'compliance', 'portal', 'reports',
];

/** What a department may be asked through. */
const doors = '^departments/[^/]+/(contract/index|server/api)\\.ts$';
/** Tests, and what only tests use: `test-browser.ts`, or a folder `testing`. */
const tests = '(\\.test\\.tsx?|/test-[^/]+\\.ts|/testing/.+)$';
const web = '^(departments/[^/]+/web/|platform/ui/|app/web(/|\\.tsx$))';
/** Parts of the platform that are pure enough to run anywhere. */
const pure = ['^platform/(csv|fhir|money|time)/'];
/** Words that the server and the browser share: they touch nothing. */
const declarations = [...pure, '^platform/[^/]+/contract(\\.ts$|/)', '^platform/auth/(actor|decide|permissions|roles)\\.ts$'];

const downhill = readingOrder.map((name, at): IForbiddenRuleType => ({
  name: `${name}-calls-only-upstream`,
  severity: 'error',
  comment: `A department calls only those above it in the reading order, and ${name} stands above these.`,
  from: { path: `^departments/${name}/` },
  to: { path: `^departments/(${readingOrder.slice(at + 1).join('|') || '-'})/` },
}));

/** Every import that the tree forbids, each with its reason. */
export const forbidden: IForbiddenRuleType[] = [
  {
    name: 'department-is-in-the-reading-order',
    severity: 'error',
    comment: 'A new department takes its place in readingOrder, so that everybody knows whom it may call.',
    from: { path: '^departments/', pathNot: `^departments/(${readingOrder.join('|')})/` },
    to: {},
  },
  {
    name: 'department-through-its-doors',
    severity: 'error',
    comment: 'Another department is asked through ./contract or ./api only.',
    from: { path: '^departments/([^/]+)/', pathNot: [tests, '^departments/[^/]+/demo/'] },
    to: { path: '^departments/', pathNot: ['^departments/$1/', doors] },
  },
  {
    name: 'test-and-demo-through-their-doors',
    severity: 'error',
    comment: 'A test may open the departments upstream as the app does; invented visits may build on invented patients.',
    from: { path: `^departments/([^/]+)/(?:demo/|.*${tests})` },
    to: { path: '^departments/', pathNot: ['^departments/$1/', doors, '^departments/[^/]+/(server/mount|demo/index)\\.ts$'] },
  },
  {
    name: 'web-never-reaches-server',
    severity: 'error',
    comment: 'Nothing of the server may be in the bundle that a browser loads, not even by a detour.',
    from: { path: web, pathNot: tests },
    to: {
      path: '^(departments/[^/]+/server/|platform/)',
      pathNot: ['^platform/ui/', ...declarations],
      reachable: true,
    },
  },
  {
    name: 'browser-code-knows-no-node',
    severity: 'error',
    comment: 'A screen, a contract or a rule runs in a browser, where there are no files and no sockets.',
    from: { path: [web, '^departments/[^/]+/(contract|rules)/', ...declarations], pathNot: tests },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'rules-are-pure',
    severity: 'error',
    comment: 'A rule is given what it needs: no database, no HTTP, no clock.',
    from: { path: '^departments/([^/]+)/rules/', pathNot: tests },
    to: {
      pathNot: ['^departments/$1/(rules|contract)/', ...pure],
      dependencyTypesNot: ['npm'],
    },
  },
  {
    name: 'contract-is-small',
    severity: 'error',
    comment: 'A contract is words: other contracts, and the words of the platform.',
    from: { path: '^departments/([^/]+)/contract/', pathNot: tests },
    to: {
      pathNot: ['^departments/[^/]+/contract/', ...declarations],
      dependencyTypesNot: ['npm'],
    },
  },
  {
    name: 'contract-and-rules-carry-little',
    severity: 'error',
    comment: 'What a browser loads for a contract or a rule is a schema library and calendars, no framework.',
    from: { path: '^departments/[^/]+/(contract|rules)/', pathNot: tests },
    to: { path: 'node_modules/', pathNot: 'node_modules/(zod|@orpc/contract|temporal-polyfill|@openward)/' },
  },
  {
    name: 'platform-knows-no-department',
    severity: 'error',
    comment: 'The platform carries departments, and depends on none. The test hospital is the one place that opens the app.',
    from: { path: '^platform/', pathNot: tests },
    to: { path: '^(departments|app)/' },
  },
  {
    name: 'nobody-imports-the-app',
    severity: 'error',
    comment: 'The app puts departments together; what departments share belongs into the platform.',
    from: { path: '^(departments|platform)/', pathNot: '^platform/testing/' },
    to: { path: '^app/' },
  },
  {
    name: 'tests-stay-in-tests',
    severity: 'error',
    comment: 'A running hospital loads no test and no test hospital.',
    from: { path: '^(departments|platform|app)/', pathNot: tests },
    to: { path: [tests, '^guards/', '^e2e/'] },
  },
  {
    name: 'no-circular',
    severity: 'error',
    comment: 'Files that need each other to run are one file. A type may be named both ways: it is gone at run time.',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'resolvable',
    severity: 'error',
    from: {},
    // Types without a file that runs, and what the web build makes.
    to: { couldNotResolve: true, pathNot: ['^pdfmake/interfaces', '^virtual:'] },
  },
  {
    name: 'in-the-lock-file',
    severity: 'error',
    comment: 'A package that only happens to be there is gone with the next install.',
    from: {},
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  ...downhill,
];

/** How the tree is read. */
export const options = {
  parser: 'swc' as const,
  tsPreCompilationDeps: true,
  combinedDependencies: true,
  doNotFollow: { path: 'node_modules/' },
  exclude: { path: ['(^|/)dist/', '^guards/seeded/'] },
};
/**
 * Folders of a department's server, rules and contract that need each other are one folder. Screens link to each other as
 * people move between them, and the platform is one package; there, cycles between files are refused.
 */
export const folderRules: IForbiddenRuleType[] = [
  {
    name: 'no-folder-cycle',
    scope: 'folder',
    severity: 'error',
    from: { path: '^departments/[^/]+/(contract|rules|server)' },
    to: { circular: true },
  },
];

/** How an import finds its file: as Node does it, through the `exports` of each workspace. */
export const resolution = {
  extensions: ['.ts', '.tsx', '.mjs', '.js'],
  exportsFields: ['exports'],
  conditionNames: ['import', 'browser', 'node', 'default'],
};
