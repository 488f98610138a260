import { atLeast, type Command } from '../command';
import { attachCommands } from '../containers/attach';
import { copyCommands } from '../containers/cp';
import { Failure } from '../failure';
import { pullCommands } from '../images/pull';
import { Options } from '../options';
import { textsAt } from '../text/json';
import { imageOf } from './body';
import { canonicalText } from './config';
import { checkReferences } from './check';
import { buildService, pullService } from './images';
import { runOneOff } from './one-off';
import { composeCommand } from './up';
import { checkServices, inOrder, ownedContainers, serviceOf, type Owned, type Work } from './work';

const named = (table: readonly Command[], name: string): Command => {
  const found = table.find((each) => each.name === name);
  if (!found) throw new Error(`there is no command ${name}`);
  return found;
};

async function runningOne(work: Work, service: string): Promise<Owned> {
  checkServices(work.project, [service]);
  const index = work.options.number('index') ?? 1;
  const found = (await ownedContainers(work)).filter((each) => each.service === service && each.state === 'running')[
    index - 1
  ];
  if (!found) throw new Failure(`service ${JSON.stringify(service)} is not running`);
  return found;
}

/** Carries out a command of docker with other options and arguments. */
function docker(
  work: Work,
  command: Command,
  args: readonly string[],
  set: Readonly<Record<string, readonly string[]>>,
): Promise<number> {
  const options = new Options();
  for (const [name, values] of Object.entries(set)) for (const value of values) options.add(name, value);
  return command.run({ ...work, options, args });
}

async function exec(work: Work): Promise<number> {
  const { options } = work;
  const [service = '', ...words] = work.args;
  const found = await runningOne(work, service);
  const tty = !options.is('no-TTY', !work.terminal.stdout) && work.terminal.stdin;
  return docker(work, named(attachCommands, 'container exec'), [found.id, ...words], {
    interactive: options.is('interactive', true) ? ['true'] : [],
    tty: tty ? ['true'] : [],
    detach: options.is('detach') ? ['true'] : [],
    privileged: options.is('privileged') ? ['true'] : [],
    env: options.list('env'),
    user: options.list('user'),
    workdir: options.list('workdir'),
  });
}

async function build(work: Work): Promise<number> {
  checkServices(work.project, work.args);
  const names = inOrder(work.project, work.args, true).filter(
    (name) => serviceOf(work.project, name)?.['build'] !== undefined,
  );
  if (!names.length) work.complain('No services to build');
  for (const name of names) await buildService(work, name);
  return 0;
}

async function pull(work: Work): Promise<number> {
  checkServices(work.project, work.args);
  for (const name of inOrder(work.project, work.args, true)) {
    const service = serviceOf(work.project, name) ?? {};
    if (service['image'] === undefined || (service['build'] !== undefined && work.options.is('ignore-buildable')))
      work.complain(` ${name} Skipped - No image to be pulled `);
    else await pullService(work, name, service);
  }
  return 0;
}

async function push(work: Work): Promise<number> {
  checkServices(work.project, work.args);
  for (const name of inOrder(work.project, work.args, true)) {
    const service = serviceOf(work.project, name) ?? {};
    if (service['build'] === undefined || service['image'] === undefined) continue;
    work.complain(` ${name} Pushing `);
    await docker(work, named(pullCommands, 'image push'), [imageOf(work.project, name, service)], { quiet: ['true'] });
    work.complain(` ${name} Pushed `);
  }
  return 0;
}

async function cp(work: Work): Promise<number> {
  const places = await Promise.all(
    work.args.map(async (text) => {
      const [, service = '', rest] = /^([^./][^:]*):(.*)$/s.exec(text) ?? [];
      if (rest === undefined) return text;
      return `${(await runningOne(work, service)).name}:${rest}`;
    }),
  );
  return docker(work, named(copyCommands, 'container cp'), places, {
    archive: work.options.list('archive'),
    'follow-link': work.options.list('follow-link'),
  });
}

async function config(work: Work): Promise<number> {
  checkReferences(work.project);
  const { project, options } = work;
  const names = (map: ReadonlyMap<string, unknown>): string => Array.from(map.keys(), (name) => `${name}\n`).join('');
  if (options.is('services')) work.print(Array.from(inOrder(project, []), (name) => `${name}\n`).join(''));
  else if (options.is('volumes')) work.print(names(project.volumes));
  else if (options.is('images'))
    work.print(Array.from(project.services, ([name, service]) => `${imageOf(project, name, service)}\n`).join(''));
  else if (options.is('profiles'))
    work.print(
      Array.from(
        new Set(Array.from(project.disabled.values()).flatMap((service) => textsAt(service, 'profiles'))),
        (name) => `${name}\n`,
      ).join(''),
    );
  else if (!options.is('quiet')) work.print(canonicalText(project, options.text('format')));
  return Promise.resolve(0);
}

const execFlags = `
  -d, --detach | Run command in the background
  -e, --env list | Set environment variables
  ~-i, --interactive | ~
  -T, --no-TTY | Disable pseudo-TTY allocation
  -u, --user string | Run the command as this user
  -w, --workdir string | Path to workdir directory for this command
`;

/** What works in the containers of a project and with its images. */
export const actCommands = [
  composeCommand({
    names: 'exec',
    usage: '[OPTIONS] SERVICE COMMAND [ARGS...]',
    short: 'Execute a command in a running container',
    flags: `${execFlags}--index int | Index of the container if service has multiple replicas\n--privileged | Give extended privileges to the process`,
    args: atLeast(2),
    mixed: false,
    act: exec,
  }),
  composeCommand({
    names: 'run',
    usage: '[OPTIONS] SERVICE [COMMAND] [ARGS...]',
    short: 'Run a one-off command on a service',
    flags: `${execFlags}
      --build | Build image before starting container
      --entrypoint string | Override the entrypoint of the image
      -l, --label list | Add or override a label
      --name string | Assign a name to the container
      --no-deps | Don't start linked services
      -p, --publish list | Publish a container's port(s) to the host
      ~--quiet-pull | ~
      ~--remove-orphans | ~
      --rm | Automatically remove the container when it exits
      -P, --service-ports | Run command with all service's ports enabled and mapped to the host
      -v, --volume list | Bind mount a volume
    `,
    args: atLeast(1),
    mixed: false,
    act: runOneOff,
  }),
  composeCommand({
    names: 'build',
    usage: '[OPTIONS] [SERVICE...]',
    short: 'Build or rebuild services',
    flags: `
      --build-arg list | Set build-time variables for services
      --no-cache | Do not use cache when building the image
      ~--progress string | ~
      --pull | Always attempt to pull a newer version of the image
      -q, --quiet | Don't print anything to STDOUT
    `,
    act: build,
  }),
  composeCommand({
    names: 'pull',
    usage: '[OPTIONS] [SERVICE...]',
    short: 'Pull service images',
    flags:
      '--ignore-buildable | Ignore images that can be built\n~--ignore-pull-failures | ~\n~--include-deps | ~\n-q, --quiet | Pull without printing progress information',
    act: pull,
  }),
  composeCommand({
    names: 'push',
    usage: '[OPTIONS] [SERVICE...]',
    short: 'Push service images',
    flags: '-q, --quiet | Push without printing progress information',
    act: push,
  }),
  composeCommand({
    names: 'cp',
    usage: '[OPTIONS] SERVICE:SRC_PATH DEST_PATH|-',
    short: 'Copy files/folders between a service container and the local filesystem',
    flags:
      '-a, --archive | Archive mode\n-L, --follow-link | Always follow symbol link in SRC_PATH\n--index int | Index of the container',
    args: [2, 2],
    act: cp,
  }),
  composeCommand({
    names: 'config, convert',
    usage: '[OPTIONS] [SERVICE...]',
    short: 'Parse, resolve and render compose file in canonical format',
    flags: `
      --format string | Format the output ("yaml"|"json")
      --images | Print the image names, one per line
      --profiles | Print the profile names, one per line
      -q, --quiet | Only validate the configuration, don't print anything
      --services | Print the service names, one per line
      --volumes | Print the volume names, one per line
    `,
    act: config,
  }),
];
