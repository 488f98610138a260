import { pattern } from './command';
import type { Instance } from './instance';
import { bulk, ok, refusal, type Reply } from './resp';
import { valueProblem } from './settings';

type Run = (instance: Instance, args: readonly string[]) => Reply | Promise<Reply>;

const subcommands: Readonly<Record<string, Run>> = {
  GET: (instance, args) => {
    const wanted = args.map((glob) => pattern(glob.toLowerCase()));
    const found = [...instance.settings].filter(([name]) => wanted.some((one) => one.test(name)));
    return { kind: 'map', items: found.flat().map(bulk) };
  },
  SET: setAll,
  RESETSTAT: () => ok,
  REWRITE: () => refusal('ERR The server is running without a config file'),
};

/** CONFIG GET with patterns, SET, RESETSTAT, REWRITE. */
export async function config(instance: Instance, [sub = '', ...args]: readonly string[]): Promise<Reply> {
  const run = subcommands[sub.toUpperCase()];
  return run ? run(instance, args) : refusal(`ERR unknown subcommand '${sub}'. Try CONFIG HELP.`);
}

async function setAll(instance: Instance, args: readonly string[]): Promise<Reply> {
  for (let at = 0; at + 1 < args.length; at += 2) {
    const problem = await setOne(instance, args[at] ?? '', args[at + 1] ?? '');
    if (problem) return problem;
  }
  return ok;
}

async function setOne(instance: Instance, told: string, value: string): Promise<Reply | undefined> {
  const name = told.toLowerCase();
  const before = instance.settings.get(name);
  if (before === undefined) return refusal(`ERR Unknown option or number of arguments for CONFIG SET - '${told}'`);
  const problem = valueProblem(name, [value]);
  if (problem) return refusal(`ERR CONFIG SET failed (possibly related to argument '${name}') - ${problem}`);
  instance.settings.set(name, value);
  if (name === 'appendonly' && value === 'yes' && before !== 'yes') await instance.rewriteLog();
  return undefined;
}
