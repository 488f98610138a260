import { createClient, type Client } from './client/client';
import { placeOf, usualHost } from './client/place';
import type { Call, Command, Surroundings } from './command';
import { commands, groups } from './commands';
import { composeMain } from './compose/main';
import { Failure, sentenceOf } from './failure';
import { commandHelp, groupHelp, rootHelp, usageLine } from './help';
import { FlagError, flags, parseOptions, type Options, type Parsed } from './options';
import { versionLine } from './engine/version';

const globals = flags(`
  --config string          | Location of client config files
  -c, --context string     | Name of the context to use (the lab knows "default" only)
  -D, --debug              | Enable debug mode
  -H, --host list          | Daemon socket to connect to
  -l, --log-level string   | Set the logging level
  ~--tls | ~
  ~--tlsverify | ~
  -v, --version            | Print version information and quit
`);

/** Carries out one call of docker, such as `['run', '--rm', 'busybox']`; returns the exit status and never throws. */
export async function runDocker(words: readonly string[], around: Surroundings): Promise<number> {
  const complain = (line: string): void => void around.stderr.write(`${line}\n`);
  try {
    const parsed = parseOptions(globals, words, false);
    return await dispatch(parsed, around);
  } catch (error) {
    if (error instanceof FlagError)
      complain(
        `${error.message}\n\nUsage:  docker [OPTIONS] COMMAND [ARG...]\n\nRun 'docker --help' for more information`,
      );
    else if (sentenceOf(error) !== '') complain(sentenceOf(error));
    return error instanceof Failure ? error.status : 1;
  }
}

async function dispatch({ options, args, help }: Parsed, around: Surroundings): Promise<number> {
  const print = (text: string): void => void around.stdout.write(text);
  if (options.is('version')) {
    print(`${versionLine}\n`);
    return 0;
  }
  const asked = help || args[0] === 'help' ? [...args.filter((word) => word !== 'help'), '--help'] : [...args];
  if (asked.length === 0 || asked[0] === '--help') {
    print(rootHelp(commands, groups, globals));
    return 0;
  }
  const client = lateClient(options, around.env);
  if (asked[0] === 'compose') return composeMain(asked.slice(1), { ...around, client });
  const found = find(asked);
  if (found) return called(found.command, found.path, asked.slice(found.words), { around, client });
  return unknown(asked, around);
}

/** The client, made when it is first asked for something, so that help needs no engine. */
function lateClient(options: Options, env: Surroundings['env']): Client {
  const host = options.text('host') || env['DOCKER_HOST'] || usualHost;
  const context = options.text('context', 'default');
  if (context !== 'default')
    throw new Failure(
      `Failed to initialize: unable to resolve docker endpoint: context "${context}": context not found`,
    );
  return createClient(placeOf(host, env));
}

function find(words: readonly string[]): { command: Command; path: string; words: number } | undefined {
  for (const count of [2, 1]) {
    const name = words.slice(0, count).join(' ');
    const command = commands.find((each) => each.name === name || each.aliases.includes(name));
    if (command && name.split(' ').length === count) return { command, path: `docker ${name}`, words: count };
  }
  return undefined;
}

function unknown(words: readonly string[], around: Surroundings): number {
  const [group = '', second] = words;
  const what = groups.get(group);
  if (what !== undefined && (second === undefined || second === '--help' || second === '-h')) {
    around.stdout.write(groupHelp(group, what, commands));
    return 0;
  }
  const path = what === undefined ? 'docker' : `docker ${group}`;
  const usage = what === undefined ? '' : `\nUsage:  ${path}\n`;
  const name = what === undefined ? group : (second ?? '');
  around.stderr.write(
    `docker: unknown command: ${path} ${name}\n${usage}\nRun '${path} --help' for more information\n`,
  );
  return 1;
}

async function called(
  command: Command,
  path: string,
  words: readonly string[],
  { around, client }: { around: Surroundings; client: Client },
): Promise<number> {
  const complain = (line: string): void => void around.stderr.write(`${line}\n`);
  let parsed: Parsed;
  try {
    parsed = parseOptions(command.flags, words, command.mixed);
  } catch (error) {
    if (!(error instanceof FlagError)) throw error;
    complain(`${error.message}\n\n${usageLine(path, command.usage)}\n\nRun '${path} --help' for more information`);
    return error.status;
  }
  if (parsed.help) {
    around.stdout.write(commandHelp(command, path));
    return 0;
  }
  const wrong = countProblem(command, path, parsed.args.length);
  if (wrong !== undefined) {
    complain(wrong);
    return 1;
  }
  const call: Call = {
    ...around,
    path,
    options: parsed.options,
    args: parsed.args,
    client,
    complain,
    print: (text) => void around.stdout.write(text),
  };
  return command.run(call);
}

function countProblem(command: Command, path: string, count: number): string | undefined {
  const [least, most] = command.args;
  if (count >= least && count <= most) return undefined;
  const noun = (number: number): string => `${number} argument${number === 1 ? '' : 's'}`;
  let rule = `requires at least ${least} and at most ${noun(most)}`;
  if (most === 0) rule = 'accepts no arguments';
  else if (least === most) rule = `requires ${noun(least)}`;
  else if (most === Number.POSITIVE_INFINITY) rule = `requires at least ${noun(least)}`;
  else if (least === 0) rule = `requires at most ${noun(most)}`;
  const verb = most === Number.POSITIVE_INFINITY ? 'See' : 'Run';
  return `docker: '${path}' ${rule}\n\n${usageLine(path, command.usage)}\n\n${verb} '${path} --help' for more information`;
}
