import path from 'node:path';
import type { Observers, RunFacts, Scene } from '../../../core/course/check';
import { parseShebang, type Shell } from '../../../core/course/readers/shebang';
import { isolationMissing, noShell, notAllowed, notLinux } from '../../../core/errors';
import { bytesOf } from '../bytes';
import type { Machine } from '../machine';
import { observe } from '../observe';
import { savedPlaceIn } from '../place';
import { runIn } from './box';
import { isolationFinder, isolations, lastLine, type Isolation } from './isolation';
import { limits } from './limits';
import { createdFiles, filesNamed } from './report';
import { gather, lay, onStage, type Source } from './stage';

/** What the runner of scripts needs. */
export type RunParts = {
  readonly isUnsaved: (file: string) => boolean;
  /** Asks the learner, once a check for each script. */
  readonly mayRun?: (script: string) => Promise<boolean>;
  readonly machine: Machine;
  /** The ways to isolate that are tried; those that we know when not given. */
  readonly ways?: readonly Isolation[];
  /** How long a script may take, in milliseconds; ten seconds when not given. */
  readonly time?: number;
};

type Probe = Parameters<Observers['run']>[0];

/** Who runs a script of the exercise folder, after the learner agreed, isolated or not at all. */
export function runObserver({ isUnsaved, mayRun, machine, ways = isolations, time }: RunParts): Observers['run'] {
  const agrees = askedOnce(mayRun ?? (() => Promise.resolve(false)));
  const findIsolation = isolationFinder(ways);
  const inTurn = turns(atOnce);
  return (probe, scene, signal) =>
    observe(probe.script, async () => {
      const { script } = probe;
      if (machine.platform !== 'linux') throw notLinux();
      const from = { folder: scene.folder, isUnsaved, signal };
      const file = await savedPlaceIn(scene.folder, script, isUnsaved);
      const shell = parseShebang((await bytesOf(file, script, limits.staged, signal)).toString('utf8'));
      if (shell === undefined) throw noShell({ script });
      const isolation = await findIsolation();
      if (!(await agrees(scene, script))) throw notAllowed({ script });
      return inTurn(() => run(probe, shell, isolation, from, time));
    });
}

function run(
  probe: Probe,
  shell: Shell,
  isolation: Isolation,
  from: Source,
  time: number | undefined,
): Promise<RunFacts> {
  return onStage(async (stage) => {
    const { script, stdin = '', files = [], given = {} } = probe;
    const before = new Map([...(await lay(stage, given)), ...(await gather(stage, [...files, script], from))]);
    const command = await isolation(stage, commandOf(probe, shell));
    const { report, ended, stdout, stderr } = await runIn(command, stdin, from.signal, time);
    if (ended !== undefined) return { ended, stdout, stderr, created: {} };
    if (report === undefined) throw isolationMissing({ why: lastLine({ stdout, stderr }) });
    const facts = { code: report.code, stdout, stderr, created: createdFiles(before, report.files) };
    return probe.given === undefined ? facts : { ...facts, given: filesNamed(Object.keys(given), report.files) };
  });
}

/** How the script is run or parsed: by the shell that its first line names, or through a script of ours. */
function commandOf({ script, args = [], given = {}, through, parse }: Probe, shell: Shell): readonly string[] {
  const place = `./${path.posix.basename(script)}`;
  if (parse === true) return [shell.name, '-n', place];
  const command = [shell.name, ...shell.options, place, ...args];
  if (through === undefined) return command;
  const first = parseShebang(given[through] ?? '');
  if (first === undefined) throw new Error(`${through} is not a script that was given`);
  return [first.name, ...first.options, `./${through}`, ...command];
}

/** Asks once in each check, however often a script is run in it. */
function askedOnce(ask: (script: string) => Promise<boolean>): (scene: Scene, script: string) => Promise<boolean> {
  const answers = new WeakMap<Scene, Map<string, Promise<boolean>>>();
  return (scene, script) => {
    const asked = answers.get(scene) ?? new Map<string, Promise<boolean>>();
    const answer = asked.get(script) ?? ask(script);
    answers.set(scene, asked.set(script, answer));
    return answer;
  };
}

/** How many scripts run at once. */
const atOnce = 3;

/** Lets so many works go on at once; the others wait for their turn. */
function turns(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
