import { parseSync, Visitor } from 'oxc-parser';

/** A source file: its path from the root of the repository, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Every way in which these files break the rules of ARCHITECTURE.md, one sentence each. */
export function violations(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const program = parse(file);
    return [...importFaults(file.path, program.imports), ...portFaults(file.path, program.globals)];
  });
}

interface Parsed {
  readonly imports: readonly { readonly from: string; readonly isType: boolean }[];
  /** Global things that are read, such as `Date.now`, `process.env`, `fetch`. */
  readonly globals: ReadonlySet<string>;
}

function parse({ path, text }: SourceFile): Parsed {
  const { program, module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const globals = new Set<string>();
  new Visitor({
    MemberExpression(node) {
      if (node.object.type !== 'Identifier') return;
      if (node.property.type === 'Identifier') globals.add(`${node.object.name}.${node.property.name}`);
    },
    NewExpression(node) {
      if (node.callee.type === 'Identifier' && node.arguments.length === 0) globals.add(`new ${node.callee.name}`);
    },
    CallExpression(node) {
      if (node.callee.type === 'Identifier') globals.add(`${node.callee.name}()`);
    },
  }).visit(program);
  const statics = module.staticImports.map(({ moduleRequest, entries }) => ({
    from: moduleRequest.value,
    isType: entries.length > 0 && entries.every(({ isType }) => isType),
  }));
  const reexports = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType }) => (moduleRequest ? [{ from: moduleRequest.value, isType }] : [])),
  );
  const dynamics = module.dynamicImports.map(({ moduleRequest }) => ({
    from: text.slice(moduleRequest.start, moduleRequest.end).replace(/^['"`]|['"`]$/g, ''),
    isType: false,
  }));
  return { imports: [...statics, ...reexports, ...dynamics], globals };
}

/** Who alone may touch what is not deterministic. */
const OWNERS: Readonly<Record<string, readonly string[]>> = {
  'Date.now': ['src/platform/clock.ts'],
  'new Date': ['src/platform/clock.ts'],
  'performance.now': ['src/platform/clock.ts'],
  'Math.random': ['src/platform/ids.ts'],
  'crypto.randomUUID': ['src/platform/ids.ts'],
  'randomUUID()': ['src/platform/ids.ts'],
  'randomBytes()': ['src/platform/ids.ts'],
  'process.env': ['src/config.ts'],
  'fetch()': [],
};

function portFaults(path: string, globals: ReadonlySet<string>): string[] {
  return Object.entries(OWNERS)
    .filter(([name, owners]) => globals.has(name) && !owners.includes(path))
    .map(([name]) => `${path} uses ${name}: take the port instead`);
}

const LOWER_PARTS = new Set(['core', 'blockkit', 'platform']);
/** Where features are put together: for a Baton that runs, for the command line, and what both need. */
const ROOTS = /^src\/(app|[a-z]+-features|feature-parts|offline|wiring)\.ts$/;
const ROLES = new Set(['index', 'service', 'store', 'jobs', 'notices', 'blocks', 'slack', 'http']);

interface Place {
  readonly part: string;
  /** The role of a file inside a feature; `domain` for any other name. */
  readonly role: string;
}

/** Roles of the same feature that each role may import; `domain` is every file without a role. */
const INSIDE: Readonly<Record<string, readonly string[]>> = {
  // The factory of a large feature may be put together of parts.
  index: ['index', 'service', 'store', 'jobs', 'notices', 'blocks', 'slack', 'http', 'domain'],
  slack: ['slack', 'service', 'blocks', 'domain'],
  http: ['service', 'domain'],
  jobs: ['service', 'blocks', 'domain'],
  notices: ['service', 'blocks', 'domain'],
  service: ['service', 'store', 'domain'],
  store: ['store', 'domain'],
  blocks: ['blocks', 'domain'],
  domain: ['domain'],
};

/** Parts outside the feature that each role may import. */
const OUTSIDE: Readonly<Record<string, readonly string[]>> = {
  index: ['core', 'blockkit', 'platform'],
  slack: ['core', 'blockkit', 'platform'],
  http: ['core', 'platform'],
  jobs: ['core', 'blockkit', 'platform'],
  notices: ['core', 'blockkit', 'platform'],
  service: ['core', 'platform'],
  store: ['core', 'platform'],
  blocks: ['core', 'blockkit'],
  domain: ['core'],
};

/** Packages that belong to one part. */
const PACKAGES: readonly { readonly name: RegExp; readonly at: RegExp }[] = [
  { name: /^@slack\/(bolt|web-api|socket-mode)$/, at: /^src\/platform\/slack\// },
  { name: /^(better-sqlite3|pg)$/, at: /^src\/platform\/db\// },
  { name: /^kysely$/, at: /^src\/platform\/|[/-]store\.ts$/ },
  { name: /^node-cron$/, at: /^src\/platform\/jobs\/ticker\.ts$/ },
  { name: /^pino$/, at: /^src\/platform\// },
  { name: /^dayjs/, at: /^src\/core\/time-text\.ts$/ },
];

function importFaults(path: string, imports: Parsed['imports']): string[] {
  const faults: string[] = [];
  for (const { from } of imports) {
    if (!from.startsWith('.')) {
      for (const { name, at } of PACKAGES) {
        if (name.test(from) && !at.test(path)) faults.push(`${path} imports ${from}, which belongs elsewhere`);
      }
      continue;
    }
    const target = resolve(path, from);
    const fault = forbidden(path, target);
    if (fault !== undefined) faults.push(`${path} imports ${target}: ${fault}`);
  }
  return faults;
}

function forbidden(path: string, target: string): string | undefined {
  if (!target.startsWith('src/')) {
    return path === 'src/cli.ts' && target.startsWith('playground/') ? undefined : 'outside src';
  }
  const [mine, theirs] = [placeOf(path), placeOf(target)];
  if (mine.part === 'root') return rootFault(path, theirs, target);
  if (theirs.part === 'root') return 'only the composition root may look up';
  if (mine.part === 'core' && theirs.part !== 'core') return 'core knows only itself';
  if (mine.part === 'blockkit' && !['core', 'blockkit'].includes(theirs.part)) return 'blockkit knows core only';
  if (mine.part === 'platform' && !LOWER_PARTS.has(theirs.part)) return 'the platform knows no feature';
  if (LOWER_PARTS.has(mine.part)) return undefined;
  if (mine.part === theirs.part) {
    return INSIDE[mine.role]?.includes(theirs.role) ? undefined : `${mine.role} may not import ${theirs.role}`;
  }
  if (!LOWER_PARTS.has(theirs.part)) return 'a feature never imports another';
  if (!OUTSIDE[mine.role]?.includes(theirs.part)) return `${mine.role} may not import ${theirs.part}`;
  if (mine.role === 'service' && target.startsWith('src/platform/slack/')) return 'services never import Slack';
  return undefined;
}

function rootFault(path: string, theirs: Place, target: string): string | undefined {
  const isFeature = theirs.part !== 'root' && !LOWER_PARTS.has(theirs.part);
  if (isFeature && target !== `src/${theirs.part}/index.ts`) return 'a feature has one public face: its index.ts';
  if (isFeature && !ROOTS.test(path)) return 'only app.ts, offline.ts, wiring.ts and *-features.ts know the features';
  if (target === 'src/main.ts' && path !== 'src/cli.ts') return 'main.ts is started, not imported';
  return undefined;
}

function placeOf(path: string): Place {
  const [, part = '', ...inside] = path.split('/');
  const name = inside.at(-1);
  if (name === undefined) return { part: 'root', role: 'root' };
  // A large role is split by topic, and a large feature into folders by topic: `cards/card-blocks.ts` is a part of `blocks`.
  const role = name.replace(/\.ts$/, '').split('-').at(-1) ?? '';
  return { part, role: ROLES.has(role) ? role : 'domain' };
}

function resolve(path: string, relative: string): string {
  const base = path.split('/').slice(0, -1);
  for (const step of relative.split('/')) {
    if (step === '..') base.pop();
    else if (step !== '.') base.push(step);
  }
  return base.join('/');
}
