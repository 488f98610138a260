import type { Client } from '../client/client';
import type { Call, Surroundings } from '../command';
import { EngineError, Failure, sentenceOf } from '../failure';
import { flagList, nameList, notice } from '../help';
import { FlagError, flags, parseOptions, type Options, type Parsed } from '../options';
import { actCommands } from './act';
import { composeVersion } from './body';
import { downCommands } from './down';
import { listCommands } from './list';
import { loadProject } from './project';
import { psCommands } from './ps';
import { composeCommand, upCommands, type ComposeCommand } from './up';
import type { Work } from './work';

type Around = Surroundings & { readonly client: Client };

const globals = flags(`
  ~--ansi string | ~
  ~--compatibility | ~
  --env-file list | Specify an alternate environment file
  -f, --file list | Compose configuration files
  ~--parallel int | ~
  --profile list | Specify a profile to enable
  ~--progress string | ~
  --project-directory string | Specify an alternate working directory
  -p, --project-name string | Project name
  -v, --version | Show the Docker Compose version information
`);

const version = composeCommand({
  names: 'version',
  usage: '[OPTIONS]',
  short: 'Show the Docker Compose version information',
  flags: '-f, --format string | Format the output\n--short | Shows only the version number',
  needsFile: false,
  act: (work) => {
    work.print(work.options.is('short') ? `${composeVersion}\n` : `Docker Compose version ${composeVersion}\n`);
    return Promise.resolve(0);
  },
});

const commands: readonly ComposeCommand[] = [
  ...upCommands,
  ...downCommands,
  ...psCommands,
  ...listCommands,
  ...actCommands,
  version,
];

function help(): string {
  const rows = commands.map((each) => [each.name, each.short] as const).sort(([one], [two]) => (one < two ? -1 : 1));
  return `${notice}
Usage:  docker compose [OPTIONS] COMMAND

Define and run multi-container applications with Docker

Options:
${flagList(globals)}
Commands:
${nameList(rows)}
Run 'docker compose COMMAND --help' for more information on a command.
`;
}

/** Carries out `docker compose …`; returns the exit status, and throws a Failure. */
export async function composeMain(words: readonly string[], around: Around): Promise<number> {
  try {
    const parsed = parseOptions(globals, words, false);
    return await dispatch(parsed, around);
  } catch (error) {
    if (error instanceof FlagError) throw new Failure(error.message, 16);
    if (error instanceof EngineError) throw new Failure(error.message, 1);
    throw error;
  }
}

async function dispatch({ options, args, help: asked }: Parsed, around: Around): Promise<number> {
  const [name, ...rest] = args;
  if (options.is('version')) {
    around.stdout.write(`Docker Compose version ${composeVersion}\n`);
    return 0;
  }
  if (asked || name === undefined || name === 'help') {
    around.stdout.write(help());
    return 0;
  }
  const command = commands.find((each) => each.name === name || each.aliases.includes(name));
  if (!command) {
    around.stdout.write(help());
    throw new Failure(`unknown docker command: ${JSON.stringify(`compose ${name}`)}`, 16);
  }
  return called(command, options, parseOptions(command.flags, rest, command.mixed), around);
}

async function called(command: ComposeCommand, global: Options, parsed: Parsed, around: Around): Promise<number> {
  const path = `docker compose ${command.name}`;
  if (parsed.help) {
    around.stdout.write(
      `${notice}\nUsage:  ${path} ${command.usage}\n\n${command.short}\n\nOptions:\n${flagList(command.flags)}`,
    );
    return 0;
  }
  const [least, most] = command.args;
  if (parsed.args.length < least)
    throw new Failure(
      `${JSON.stringify(path)} requires at least ${least} argument${least === 1 ? '' : 's'}.\nSee '${path} --help'.\n\nUsage:  ${path} ${command.usage}\n\n${command.short}`,
    );
  if (parsed.args.length > most) throw new Failure(`${JSON.stringify(path)} requires at most ${most} arguments.`);
  const complain = (line: string): void => void around.stderr.write(`${line}\n`);
  const call: Call = {
    ...around,
    path,
    options: parsed.options,
    args: parsed.args,
    complain,
    print: (text) => void around.stdout.write(text),
  };
  const project =
    command === version || command.name === 'ls'
      ? loadProject(
          {
            files: [],
            name: 'none',
            profiles: [],
            folder: '/',
            envFiles: [],
            cwd: '/',
            env: {},
            warn: () => undefined,
          },
          false,
        )
      : loadProject(
          {
            files: global.list('file'),
            name: global.text('project-name'),
            profiles: global.list('profile'),
            folder: global.text('project-directory'),
            envFiles: global.list('env-file'),
            cwd: around.folder,
            env: around.env,
            warn: (sentence) =>
              complain(
                `time="${new Date(around.clock.now()).toISOString().slice(0, 19)}Z" level=warning msg=${JSON.stringify(sentence)}`,
              ),
          },
          command.needsFile,
        );
  const work: Work = { ...call, project, tell: (kind, name, state) => complain(` ${kind} ${name}  ${state}`) };
  try {
    return await command.act(work);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(sentenceOf(error));
  }
}
