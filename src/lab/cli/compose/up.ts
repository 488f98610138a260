import { command, atLeast, type Command } from '../command';
import { pathOf } from '../containers/lifecycle';
import { Failure } from '../failure';
import { numberAt, objectAt, textAt } from '../text/json';
import { awaitCondition, converge, startServices, type Way } from './converge';
import { checkReferences } from './check';
import { shortName, showLogs } from './follow';
import { checkServices, inOrder, ofServices, ownedContainers, removeOne, stopOne, type Owned, type Work } from './work';

/** A command of compose: what it is, and what it does with its project. */
export type ComposeCommand = Command & { readonly act: (work: Work) => Promise<number>; readonly needsFile: boolean };

/** A command of compose from the few words that say what it is. */
export function composeCommand(parts: {
  readonly names: string;
  readonly usage: string;
  readonly short: string;
  readonly flags?: string;
  readonly args?: readonly [number, number];
  readonly mixed?: boolean;
  readonly needsFile?: boolean;
  readonly act: (work: Work) => Promise<number>;
}): ComposeCommand {
  const { act, needsFile = true, ...rest } = parts;
  return { ...command({ args: atLeast(0), ...rest, run: () => Promise.resolve(1) }), act, needsFile };
}

/** What `--scale web=2` says. Throws a Failure. */
function scales(work: Work): ReadonlyMap<string, number> {
  return new Map(
    work.options.list('scale').map((text) => {
      const [name = '', count = ''] = text.split('=');
      if (!/^\d+$/.test(count))
        throw new Failure(`invalid --scale option ${JSON.stringify(text)}. Should be SERVICE=NUM`);
      checkServices(work.project, [name]);
      return [name, Number(count)];
    }),
  );
}

/** How the options want containers to be brought about. */
function wayOf(work: Work): Way {
  const { options } = work;
  if (options.is('force-recreate') && options.is('no-recreate'))
    throw new Failure('--force-recreate and --no-recreate are incompatible');
  return {
    build: options.is('build'),
    recreate: options.is('force-recreate') ? 'always' : options.is('no-recreate') ? 'never' : 'changed',
    scale: scales(work),
  };
}

/** Tells of containers whose service the files no longer have, or removes them. */
async function orphans(work: Work): Promise<void> {
  const { project, options } = work;
  const lost = (await ownedContainers(work)).filter(
    (each) => !project.services.has(each.service) && !project.disabled.has(each.service),
  );
  if (!lost.length) return;
  if (options.is('remove-orphans')) {
    for (const each of lost) {
      await stopOne(work, each);
      await removeOne(work, each);
    }
    return;
  }
  const names = lost.map((each) => each.name).join(' ');
  work.complain(
    `time="${new Date(work.clock.now()).toISOString().slice(0, 19)}Z" level=warning msg="Found orphan containers ([${names}]) for this project. If you removed or renamed this service in your compose file, you can run this command with the --remove-orphans flag to clean it up."`,
  );
}

async function up(work: Work): Promise<number> {
  const { project, options, args } = work;
  checkReferences(project);
  checkServices(project, args);
  const alone = options.is('no-deps');
  const names = inOrder(project, args, alone);
  if (!names.length) throw new Failure('no service selected');
  await orphans(work);
  await converge(work, names, wayOf(work));
  if (options.is('no-start')) return 0;
  if (options.is('detach') || options.is('wait')) {
    await startServices(work, names, alone);
    if (options.is('wait')) for (const name of names) await awaitCondition(work, name, 'healthy or running');
    return 0;
  }
  return foreground(work, names, alone);
}

/** Starts in the foreground: shows the logs until everything has ended, and stops everything on Ctrl-C. */
async function foreground(work: Work, names: readonly string[], alone: boolean): Promise<number> {
  const owned = ofServices(await ownedContainers(work), names);
  work.print(`Attaching to ${owned.map((each) => shortName(work, each)).join(', ')}\n`);
  const since = (work.clock.now() / 1000).toFixed(9);
  const starting = startServices(work, names, alone);
  const state = { stopping: false };
  const release = work.terminal.signals(() => {
    if (state.stopping) return;
    state.stopping = true;
    work.complain('Gracefully stopping... (press Ctrl+C again to force)');
    void Promise.allSettled(owned.map((each) => stopOne(work, each)));
  });
  const codes: number[] = [];
  const abort = options(work);
  const follow = async (each: Owned): Promise<void> => {
    while (textAt(objectAt(await work.client.json('GET', `${pathOf(each.id)}/json`), 'State'), 'Status') === 'created')
      await work.clock.sleep(50);
    await showLogs(work, [each], { follow: true, prefix: !work.options.is('no-log-prefix'), since });
    const code = numberAt(await work.client.json('GET', `${pathOf(each.id)}/json`), 'State', 'ExitCode');
    work.print(`${shortName(work, each)} exited with code ${code}\n`);
    if (abort.from === '' || abort.from === each.service) codes.push(code);
    if (abort.all && !state.stopping) {
      state.stopping = true;
      await Promise.allSettled(owned.filter((other) => other.id !== each.id).map((other) => stopOne(work, other)));
    }
  };
  const following = owned.map(follow);
  // What cannot start has nothing to follow: its sentence is the end.
  await Promise.race([starting, Promise.allSettled(following)]);
  await starting;
  await Promise.all(following);
  release();
  if (state.stopping && !abort.all) return 130;
  return abort.from === '' ? 0 : (codes[0] ?? 0);
}

const options = (work: Work): { readonly all: boolean; readonly from: string } => ({
  all: work.options.is('abort-on-container-exit') || work.options.has('exit-code-from'),
  from: work.options.text('exit-code-from'),
});

async function create(work: Work): Promise<number> {
  checkReferences(work.project);
  await converge(work, inOrder(work.project, work.args), wayOf(work));
  return 0;
}

async function scale(work: Work): Promise<number> {
  const wanted = new Map(
    work.args.map((text) => {
      const [name = '', count = ''] = text.split('=');
      if (!/^\d+$/.test(count)) throw new Failure(`invalid scale specifier: ${text}`);
      return [name, Number(count)] as const;
    }),
  );
  const names = inOrder(work.project, Array.from(wanted.keys()), work.options.is('no-deps'));
  await converge(work, names, { build: false, recreate: 'never', scale: wanted });
  await startServices(work, names);
  return 0;
}

const creation = `
  --build | Build images before starting containers
  --force-recreate | Recreate containers even if their configuration and image haven't changed
  --no-build | Don't build an image, even if it's policy
  --no-recreate | If containers already exist, don't recreate them
  --pull string | Pull image before running ("always"|"missing"|"never"|"build")
  --quiet-pull | Pull without printing progress information
  --remove-orphans | Remove containers for services not defined in the Compose file
  --scale list | Scale SERVICE to NUM instances
`;

/** What makes and starts the containers of a project. */
export const upCommands = [
  composeCommand({
    names: 'up',
    usage: '[OPTIONS] [SERVICE...]',
    short: 'Create and start containers',
    flags: `${creation}
      --abort-on-container-exit | Stops all containers if any container was stopped
      -d, --detach | Detached mode: Run containers in the background
      --exit-code-from string | Return the exit code of the selected service container
      --no-deps | Don't start linked services
      --no-log-prefix | Don't print prefix in logs
      --no-start | Don't start the services after creating them
      -t, --timeout int | Use this timeout in seconds for container shutdown
      --timestamps | Show timestamps
      ~-V, --renew-anon-volumes | ~
      --wait | Wait for services to be running|healthy. Implies detached mode.
      ~--wait-timeout int | ~
      ~-y, --yes | ~
    `,
    act: up,
  }),
  composeCommand({
    names: 'create',
    usage: '[OPTIONS] [SERVICE...]',
    short: 'Creates containers for a service',
    flags: creation,
    act: create,
  }),
  composeCommand({
    names: 'scale',
    usage: '[SERVICE=REPLICAS...]',
    short: 'Scale services',
    flags: "--no-deps | Don't start linked services",
    args: atLeast(1),
    act: scale,
  }),
];
