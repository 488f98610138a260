import { execFile } from 'node:child_process';
import { access, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Exercise } from '../../src/core/course/lesson';
import { lessonOf } from '../catalog';

/** What `tutor verify` said of an exercise: its lines, and how it ended. */
export type Proof = { readonly exit: number; readonly lines: readonly string[] };

/** An engine on which exercises are proven. */
export type Bench = {
  readonly exercises: readonly Exercise[];
  /** Leads to the engine. */
  readonly env: NodeJS.ProcessEnv;
  /** How many are proven at the same time: each has ports, names and a folder of its own. */
  readonly atOnce: number;
};

/** Proofs under way. */
export type Proofs<B extends string> = {
  /** The proof of an exercise on an engine, once it is there; another one when it is asked for again. */
  readonly of: (bench: B, exercise: Exercise) => Promise<Proof>;
  /** Ends those that nobody has waited for, such as when one test alone was asked for. */
  readonly stop: () => void;
};

/** Exercises of which both use a port that is not their own. */
const apart: Readonly<Record<string, string>> = { 'docker-local-registry': 'docker-compose-counter' };
const placeOf = (id: string): string => apart[id] ?? id;

type Job = { readonly bench: string; readonly id: string; readonly begin: () => Promise<void> };

/**
 * Proves exercises by the product's own command, on all engines side by side, because most of a proof is waiting. No
 * exercise is proven on two engines at the same time: its ports are those of this machine.
 */
export function prove<B extends string>(benches: Readonly<Record<B, Bench>>): Proofs<B> {
  const stopping = new AbortController();
  const waiting: Job[] = [];
  const running = new Set<Job>();
  const proofs = new Map<string, Promise<Proof>>();
  const free = ({ bench, id }: Job): boolean =>
    ![...running].some((one) => placeOf(one.id) === placeOf(id)) &&
    [...running].filter((one) => one.bench === bench).length < benches[bench as B].atOnce;
  const beginNext = (): void => {
    for (let next = waiting.find(free); next; next = waiting.find(free)) {
      const job = next;
      waiting.splice(waiting.indexOf(job), 1);
      running.add(job);
      void job.begin().finally(() => {
        running.delete(job);
        beginNext();
      });
    }
  };
  const enter = (bench: B, id: string, env: NodeJS.ProcessEnv): void => {
    const proof = new Promise<Proof>((resolve) => {
      const begin = () => verify(id, env, stopping.signal).then(resolve);
      waiting.push({ bench, id, begin });
    });
    proofs.set(`${bench} ${id}`, proof);
  };
  for (const [bench, { exercises, env }] of Object.entries<Bench>(benches))
    for (const { id } of exercises) enter(bench as B, id, env);
  beginNext();
  const asked = new Set<string>();
  return {
    of: async (bench, { id }) => {
      const name = `${bench} ${id}`;
      if (!proofs.has(name)) throw new Error(`${id} is not among the exercises to prove`);
      // A second try is a second proof.
      if (asked.has(name)) {
        enter(bench, id, benches[bench].env);
        beginNext();
      }
      asked.add(name);
      return proofs.get(name) ?? Promise.reject(new Error(name));
    },
    stop: () => {
      waiting.length = 0;
      stopping.abort();
    },
  };
}

function verify(id: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<Proof> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['dist/cli.js', 'verify', id], { env, signal }, (error, stdout, stderr) => {
      const exit = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      // What a proof says when it could not even begin is on the other stream.
      resolve({ exit, lines: (exit === 0 ? stdout : `${stdout}${stderr}`).trim().split('\n') });
    });
  });
}

/** What `tutor verify` says when all is as the exercise declares it, whatever the engine. */
export async function declaredLines(exercise: Exercise): Promise<readonly string[]> {
  const folder = path.resolve('walkthroughs', ...lessonOf(exercise).id.split('/'), exercise.id, 'alternatives');
  const alternatives = await access(folder).then(
    () => readdir(folder),
    () => [],
  );
  const trials = [
    'starter',
    'solution',
    ...alternatives.map((name) => `alternative ${name}`),
    ...exercise.mutants.map(({ name }) => `mutant ${name}`),
    'reset',
  ];
  return [...trials.map((trial) => `ok   ${exercise.id}: ${trial}`), `${trials.length} passed, 0 failed`];
}
