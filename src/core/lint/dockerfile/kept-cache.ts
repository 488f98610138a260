import type { Problem } from '../rule';
import { appendCommand } from './append-command';
import type { DockerFile, Instruction } from './file';
import { isMounted } from './flags';
import { installs } from './installs';
import { commandsIn } from './run-commands';
import { keptStages } from './stages';

/** A package manager that keeps what it has downloaded. */
export type Keeping = {
  readonly programs: readonly string[];
  readonly verbs: readonly string[];
  /** The folder of its cache. */
  readonly cache: RegExp;
  /** Verbs that empty it. */
  readonly cleaners: readonly string[];
  readonly clean: string;
};

/** Installs whose downloads stay in a layer of the image. */
export function* keptCache(file: DockerFile, keeping: Keeping): Iterable<Problem> {
  const kept = keptStages(file);
  const done = new Set<Instruction>();
  for (const { instruction, first, verb, program, packages } of installs(file, keeping.programs, keeping.verbs)) {
    if (done.has(instruction) || packages.length === 0 || (!instruction.onbuild && !kept.has(instruction.stage)))
      continue;
    done.add(instruction);
    if (isMounted(instruction, keeping.cache) || cleans(file, instruction, program, keeping)) continue;
    const clean = keeping.clean.replace('{program}', program);
    const title = { en: `Append ${clean}`, zh: `追加 ${clean}` };
    yield {
      span: { start: first.span.start, end: verb.span.end },
      args: { program },
      fix: appendCommand(file, instruction, clean, title),
    };
  }
}

function cleans(file: DockerFile, one: Instruction, by: string, { cleaners, cache }: Keeping): boolean {
  return commandsIn(one, file).some(({ program, options }) =>
    cacheOf(program) === cacheOf(by)
      ? options.some(({ value }) => cleaners.includes(value))
      : options.some(({ value }) => cache.test(value)),
  );
}

/** yum is dnf by another name, on most systems; microdnf keeps a cache of its own. */
const cacheOf = (program: string): string => (/^(yum|dnf5?)$/.test(program) ? 'dnf' : program);
