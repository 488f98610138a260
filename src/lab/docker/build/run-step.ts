import { makeLayer, memoryTree, overlay, type Mount } from '../../files';
import type { Exit } from '../../kernel/process';
import type { RunAction, RunMount } from './action';
import type { Build, Outcome } from './work';
import { contentDigest, digestOf } from './digest';
import { expandWord } from './expand';
import { cleanPath, resolvePath, type FileMap } from './file-map';
import { sayRunning, sourceOf } from './file-steps';
import { knownArgs } from './known-args';
import type { Heredoc } from './lines';
import { BuildError } from './refusal';
import { newContainerId, runCommand } from './run';
import { argvOf, workingDirectory } from './settings';
import type { Stage } from './stages';
import type { StageState } from './state';

/** RUN: the layer of what a command leaves, or the one of an earlier build. */
export async function runStep(work: Build, stage: Stage, state: StageState, action: RunAction): Promise<Outcome> {
  const { cache } = work.parts;
  const script = scriptOf(state, action);
  const args = [...state.args].map(([name, value]) => `${name}=${state.lookup(name) ?? value ?? ''}`);
  const prepared = await Promise.all(action.mounts.map((mount) => prepare(work, stage, state, mount)));
  const shown = `RUN ${[...(args.length === 0 ? [] : [`|${args.length}`, ...args]), ...script.argv].join(' ')} # buildkit`;
  const env = [...new Set([...argEnv(state), ...(state.config.Env ?? [])])];
  const key = digestOf(
    state.filesKey,
    'run',
    JSON.stringify([script, env, state.config.WorkingDir, state.config.User, action.network]),
    ...prepared.map((mount) => mount.key),
  );
  const known = work.request.noCache ? undefined : cache.find(key);
  if (known !== undefined) {
    work.used.push(known);
    state.add(known.layer, known.created, shown, key);
    return 'cached';
  }
  const outcome = { ranIn: newContainerId() };
  await sayRunning(work, outcome);
  const stdout = work.out.output(false);
  const stderr = work.out.output(true);
  const mounts = (await Promise.all(prepared.map((mount) => mount.open()))).flat();
  const { exit, layer } = await runCommand(work.parts, {
    containerId: outcome.ranIn,
    layers: state.layers,
    argv: script.argv,
    env: [...env, ...proxies(work, env), ...prepared.flatMap((mount) => mount.env)],
    cwd: workingDirectory(state, '.'),
    user: state.config.User ?? '',
    mounts: [...mounts, ...(await scriptMounts(work, script.file))],
    network: work.parts.network(action.network === 'default' ? work.request.networkMode : action.network),
    extraHosts: work.request.extraHosts,
    stdout,
    stderr,
    note: (text) => work.out.say(`[note] ${text}\n`),
    gone: work.gone,
  });
  await stdout.end();
  await stderr.end();
  if (exit.code !== 0) throw await failure(work, script.argv, exit);
  const record = cache.add(key, layer, `mount / from exec ${script.argv.join(' ')}`, state.filesKey);
  work.used.push(record);
  state.add(record.layer, record.created, shown, key);
  return outcome;
}

/** BuildKit's words for those who read the lesson, then the error in the words of the protocol's own builder. */
async function failure(work: Build, argv: readonly string[], exit: Exit): Promise<BuildError> {
  const command = argv.join(' ');
  await work.out.say(`ERROR: process "${command}" did not complete successfully: exit code: ${exit.code}\n`);
  return new BuildError(`The command '${command}' returned a non-zero code: ${exit.code}`, exit.code);
}

/** ARGs are variables of the command too, where no ENV has their name. */
function argEnv(state: StageState): readonly string[] {
  const own = new Set((state.config.Env ?? []).map((text) => text.split('=', 1)[0]));
  return [...state.args].flatMap(([name, value]) => (value === undefined || own.has(name) ? [] : [`${name}=${value}`]));
}

/** Proxies given with --build-arg reach every command and leave no trace. */
function proxies(work: Build, env: readonly string[]): readonly string[] {
  const own = new Set(env.map((text) => text.split('=', 1)[0]));
  const given = [...work.request.buildArgs].filter(
    ([name]) => /_proxy$/i.test(name) && knownArgs.has(name) && !own.has(name),
  );
  return given.map(([name, value]) => `${name}=${value}`);
}

type Script = { readonly argv: readonly string[]; readonly file?: Heredoc };

/** What a RUN with here-documents comes to. */
function scriptOf(state: StageState, { command, heredocs }: RunAction): Script {
  const [first] = heredocs;
  if (first === undefined || command.form === 'exec') return { argv: argvOf(state, command) };
  if (heredocs.length === 1 && command.text === first.opener) {
    if (first.content.startsWith('#!')) return { argv: [`/dev/pipes/${first.name}`], file: first };
    return { argv: argvOf(state, { form: 'shell', text: first.content }) };
  }
  // Variables in them are the shell's own business.
  const bodies = heredocs.map(
    ({ content, name }) => `${content}${name}
`,
  );
  return { argv: argvOf(state, { form: 'shell', text: `${command.text}\n${bodies.join('')}`.trimEnd() }) };
}

async function scriptMounts(work: Build, file: Heredoc | undefined): Promise<readonly Mount[]> {
  if (file === undefined) return [];
  const tree = memoryTree({ clock: work.parts.clock });
  const create = { mode: 0o755, uid: 0, gid: 0, mtime: work.parts.clock.now() };
  await tree.write([file.name], Buffer.from(file.content), { append: false, create });
  return [{ path: '/dev/pipes', tree, readOnly: true, source: 'tmpfs' }];
}

type Prepared = {
  /** What of it decides whether an earlier result can be used. */
  readonly key: string;
  readonly env: readonly string[];
  readonly open: () => Promise<readonly Mount[]>;
};

async function prepare(work: Build, stage: Stage, state: StageState, mount: RunMount): Promise<Prepared> {
  const { clock } = work.parts;
  const none = { key: JSON.stringify(mount), env: [], open: () => Promise.resolve([]) };
  const path = (written: string): string =>
    workingDirectory(state, expandWord(written, state.lookup, work.request.recipe.escape));
  if (mount.type === 'ssh') return none;
  if (mount.type === 'secret') return { ...none, ...secret(work, mount, path) };
  const target = path(mount.target);
  if (mount.type === 'tmpfs') {
    const tree = memoryTree({ clock });
    return { ...none, open: () => Promise.resolve([{ path: target, tree, readOnly: false, source: 'tmpfs' }]) };
  }
  if (mount.type === 'cache') {
    const folder = () => work.parts.cache.folder(mount.id, { mode: mount.mode, uid: mount.uid, gid: mount.gid });
    return {
      ...none,
      open: async () => [{ path: target, tree: await folder(), readOnly: false, source: '/dev/vda1' }],
    };
  }
  const from = await sourceOf(work, stage, mount.from);
  const source = resolvePath(from, cleanPath(mount.source));
  const files = part(from, source);
  if (files.size === 0 && source !== '') {
    throw new BuildError(`failed to compute cache key: failed to calculate checksum of ref: "/${source}": not found`);
  }
  const open = async (): Promise<readonly Mount[]> => [
    {
      path: target,
      tree: overlay([await makeLayer(files)]),
      ...(source === '' ? {} : { from: source.split('/') }),
      readOnly: !mount.writable,
      source: '/dev/vda1',
    },
  ];
  return { ...none, key: `${none.key}${contentDigest(files)}`, open };
}

const part = (files: FileMap, path: string): FileMap =>
  path === '' ? files : new Map([...files].filter(([name]) => name === path || name.startsWith(`${path}/`)));

function secret(
  work: Build,
  mount: Extract<RunMount, { type: 'secret' }>,
  path: (written: string) => string,
): Pick<Prepared, 'env' | 'open'> {
  const value = work.request.secrets.get(mount.id);
  if (value === undefined) {
    if (mount.required) throw new BuildError(`secret ${mount.id}: not found`);
    return { env: [], open: () => Promise.resolve([]) };
  }
  const { target, env, mode, uid, gid } = mount;
  const open = async (): Promise<readonly Mount[]> => {
    if (target === undefined) return [];
    const tree = memoryTree({ clock: work.parts.clock });
    const create = { mode, uid, gid, mtime: work.parts.clock.now() };
    await tree.write(['secret'], value, { append: false, create });
    return [{ path: path(target), tree, from: ['secret'], readOnly: true, source: 'tmpfs' }];
  };
  return { env: env === undefined ? [] : [`${env}=${value.toString('utf8')}`], open };
}
