import { execFile } from 'node:child_process';
import { access, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Exercise } from '../../src/core/course/lesson';
import { lessonOf } from '../catalog';

/** What `tutor verify` said of an exercise: its lines, and how it ended. */
export type Proof = { readonly exit: number; readonly lines: readonly string[] };

/** Proofs under way. */
export type Proofs = {
  /** The proof of an exercise, once it is there. */
  readonly of: (exercise: Exercise) => Promise<Proof>;
  /** Ends those that nobody has waited for, such as when one test alone was asked for. */
  readonly stop: () => void;
};

/** Proves exercises by the product's own command, several at a time: each has ports, names and a folder of its own. */
export function prove(exercises: readonly Exercise[], env: NodeJS.ProcessEnv, atOnce: number): Proofs {
  const stopping = new AbortController();
  const waiting: (() => void)[] = [];
  let busy = 0;
  const inTurn = async (id: string): Promise<Proof> => {
    if (busy < atOnce) busy += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    const proof = await verify(id, env, stopping.signal);
    const next = waiting.shift();
    if (next) next();
    else busy -= 1;
    return proof;
  };
  const proofs = new Map(exercises.map(({ id }) => [id, inTurn(id)]));
  return {
    of: async ({ id }) => {
      const proof = proofs.get(id);
      if (proof === undefined) throw new Error(`${id} is not among the exercises to prove`);
      return proof;
    },
    stop: () => stopping.abort(),
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
