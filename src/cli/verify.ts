import { access, cp, mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { copyStarter, killWorkers, removeTree, shippedFolder } from '../backends/workspace';
import { catalogOf, exerciseIn } from '../core/course/catalog';
import type { Probe } from '../core/course/check';
import type { MarkedObject } from '../core/course/desk';
import type { ExerciseVerdict } from '../core/course/judge';
import type { Exercise } from '../core/course/lesson';
import { checkExercise, type CheckResult } from '../core/course/run';
import { catalogFor } from './course';
import { parseWords, type ExitCode, type Io } from './io';
import { run, stagesIn } from './steps';
import { clock, content, toolsFor, uncancelled, type Tools } from './tools';

/** A way to do an exercise, right or wrong, and what the check must say of it. */
type Trial = {
  readonly name: string;
  /** The folder with the trial's files and its `steps.sh`; undefined for the untouched starter. */
  readonly folder?: string;
  /** What is wrong with this verdict; undefined when it is as it must be. */
  readonly complaint: (verdict: ExerciseVerdict) => string | undefined;
};

const signal = uncancelled();

/**
 * `tutor verify`: proves exercises on a real engine. Runs the steps that the product ships for each of them, and those
 * of the course that `--course` names, never anything else: the starter must not pass, the solution and every alternative must, every mutant is refused by the
 * condition that it names with the words that it names, and a reset brings the starter back.
 */
export async function verifyCommand(argv: readonly string[], io: Io): Promise<ExitCode> {
  const options = { 'docker-host': { type: 'string' }, course: { type: 'string' } } as const;
  const { values, positionals } = parseWords(argv, options);
  const catalog = await catalogFor(values.course, io);
  const all = values.course === undefined ? catalog.exercises : catalogOf(catalog.own).exercises;
  const chosen = positionals.length === 0 ? all : positionals.map((id) => exerciseIn(catalog, id));
  const home = await mkdtemp(path.join(tmpdir(), 'tutor-verify-'));
  try {
    const tools = toolsFor(values['docker-host'], path.join(home, 'backups'), true, catalog);
    const shipped = (exercise: Exercise, part: string): string =>
      shippedFolder(content, catalog.lessonOf(exercise), exercise, part);
    const bench = { tools, home, environment: environmentFor(values['docker-host']), shipped };
    let failed = 0;
    let passed = 0;
    for (const exercise of chosen) {
      for (const trial of [...(await trialsOf(exercise, bench)), undefined]) {
        const complaint = await (trial === undefined ? proveReset(exercise, bench) : prove(exercise, trial, bench));
        io.stdout(`${complaint === undefined ? 'ok  ' : 'FAIL'} ${exercise.id}: ${trial?.name ?? 'reset'}\n`);
        if (complaint === undefined) passed += 1;
        else {
          failed += 1;
          io.stdout(`     ${complaint}\n`);
        }
      }
    }
    io.stdout(`${passed} passed, ${failed} failed\n`);
    return failed === 0 && catalog.problems.length === 0 ? 0 : 1;
  } finally {
    await removeTree(home);
  }
}

type Bench = {
  readonly tools: Tools;
  readonly home: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Where the product keeps a part of an exercise. */
  readonly shipped: (exercise: Exercise, part: string) => string;
};

function environmentFor(host: string | undefined): NodeJS.ProcessEnv {
  return host === undefined ? process.env : { ...process.env, DOCKER_HOST: host };
}

async function trialsOf(exercise: Exercise, { shipped }: Bench): Promise<readonly Trial[]> {
  const part = (name: string): string => shipped(exercise, name);
  const passes = ({ verdict, conditions }: ExerciseVerdict): string | undefined =>
    verdict === 'pass' ? undefined : `must pass: ${verdict}, ${JSON.stringify(conditions.find(isOpen))}`;
  const alternatives = (await isThere(part('alternatives'))) ? await readdir(part('alternatives')) : [];
  return [
    { name: 'starter', complaint: ({ verdict }) => (verdict === 'fail' ? undefined : `must not pass: ${verdict}`) },
    { name: 'solution', folder: part('solution'), complaint: passes },
    ...alternatives.map((name) => ({
      name: `alternative ${name}`,
      folder: path.join(part('alternatives'), name),
      complaint: passes,
    })),
    ...exercise.mutants.map((mutant) => ({
      name: `mutant ${mutant.name}`,
      folder: path.join(part('mutants'), mutant.name),
      complaint: (verdict: ExerciseVerdict) => refusal(verdict, `${mutant.refusedBy}: ${mutant.told}`),
    })),
  ];
}

const isOpen = (one: ExerciseVerdict['conditions'][number]): boolean => one.verdict !== 'pass';

/** A mutant is refused by the first open condition, in the words of the found-case that it names. */
function refusal({ conditions }: ExerciseVerdict, wanted: string): string | undefined {
  const first = conditions.find(isOpen);
  const got =
    first === undefined
      ? 'it passed'
      : `${first.condition.id}: ${first.verdict === 'fail' ? first.told.id : first.verdict}`;
  return got === wanted ? undefined : `must be refused by ${wanted}, but ${got}`;
}

async function prove(exercise: Exercise, trial: Trial, bench: Bench): Promise<string | undefined> {
  await cleanUp(exercise, bench);
  const into = await mkdtemp(path.join(bench.home, 'trial-'));
  const folder = bench.tools.folders.folderOf(exercise, into);
  const since = clock.now();
  try {
    await copyStarter(bench.shipped(exercise, 'starter'), folder, exercise.modes);
    if (trial.folder !== undefined) await cp(trial.folder, folder, { recursive: true });
    const stages = trial.folder === undefined ? [] : await stagesIn(folder);
    const scene = { exercise: exercise.id, folder, since };
    const check = (seen: readonly string[]): Promise<CheckResult> =>
      checkExercise(exercise, seen, bench.tools.observers, scene, clock, signal);
    let seen: readonly string[] = [];
    for (const [index, stage] of stages.entries()) {
      const trouble = await stage(bench.environment);
      if (trouble !== undefined) return trouble;
      if (index < stages.length - 1) seen = (await check(seen)).seen;
    }
    return trial.complaint((await check(seen)).verdict);
  } finally {
    await killWorkers(exercise, folder, signal);
    await cleanUp(exercise, bench);
  }
}

/** After the solution, a reset leaves nothing marked in the engine and the starter in the folder. */
async function proveReset(exercise: Exercise, bench: Bench): Promise<string | undefined> {
  const into = await mkdtemp(path.join(bench.home, 'reset-'));
  const folder = bench.tools.folders.folderOf(exercise, into);
  await copyStarter(bench.shipped(exercise, 'starter'), folder, exercise.modes);
  await cp(bench.shipped(exercise, 'solution'), folder, { recursive: true });
  try {
    for (const stage of await stagesIn(folder)) {
      const trouble = await stage(bench.environment);
      if (trouble !== undefined) return trouble;
    }
  } finally {
    await killWorkers(exercise, folder, signal);
  }
  await bench.tools.folders.reset(exercise, into);
  const since = clock.now();
  await bench.tools.marks.remove(await marked(exercise, bench.tools), signal);
  const left = await marked(exercise, bench.tools);
  if (left.length > 0) return `the reset left ${left.map((one) => one.name).join(', ')}`;
  const scene = { exercise: exercise.id, folder, since };
  const { verdict } = await checkExercise(exercise, [], bench.tools.observers, scene, clock, signal);
  return verdict.verdict === 'fail' ? undefined : `after the reset it must not pass: ${verdict.verdict}`;
}

/** What a mutant makes under the exercise's names without the mark: of each kind the command that removes it. */
const removals = {
  container: ['rm', '--force', '--volumes'],
  image: ['rmi', '--force'],
  network: ['network', 'rm'],
  volume: ['volume', 'rm', '--force'],
} as const;

/** Removes what bears the exercise's names, containers first, and what is marked. */
async function cleanUp(exercise: Exercise, { tools, environment }: Bench): Promise<void> {
  for (const [source, words] of Object.entries(removals)) {
    const names = new Set(
      exercise.conditions.flatMap((one) => one.expect.flatMap(({ probe }) => ownName(probe, source))),
    );
    // One that is not there is what is wanted.
    if (names.size > 0) await run('docker', [...words, ...names], tmpdir(), environment);
  }
  await tools.marks.remove(await marked(exercise, tools), signal);
}

/** What an exercise left in the engine; one that needs no engine is proved without one. */
async function marked(exercise: Exercise, { marks }: Tools): Promise<readonly MarkedObject[]> {
  return exercise.needs.includes('docker') ? marks.find(exercise, signal) : [];
}

/** Only what an exercise made may be removed by its name: not the images that it starts from. */
function ownName(probe: Probe, source: string): readonly string[] {
  const name = 'name' in probe ? (probe.name ?? '') : '';
  return probe.source === source && /(^|\/)tutor[-/]/.test(name) ? [name] : [];
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
