import type { Problem } from '../rule';
import { mayBeOption } from './apt';
import type { DockerFile } from './file';
import { insertAfter } from './insert';
import { installs, type Install } from './installs';

/** A package manager that asks before it installs. */
export type Asking = {
  readonly programs: readonly string[];
  readonly verbs: readonly string[];
  readonly isYes: (option: string) => boolean;
  /** Says yes once for all, anywhere in the file. */
  readonly always: RegExp;
};

/** Installs that ask a question that nobody can answer. */
export function* missingYes(file: DockerFile, { programs, verbs, isYes, always }: Asking): Iterable<Problem> {
  if (always.test(file.text)) return;
  for (const install of installs(file, programs, verbs)) {
    if (install.command.piped || install.packages.length === 0 || saysYes(install, isYes)) continue;
    yield {
      span: { start: install.first.span.start, end: install.verb.span.end },
      args: { command: `${install.program} ${install.verb.value}` },
      fix: {
        title: { en: 'Add -y', zh: '加上 -y' },
        edits: [insertAfter(install.verb, install.command, '-y')],
        safe: true,
      },
    };
  }
}

const saysYes = ({ options }: Install, isYes: Asking['isYes']): boolean =>
  options.some(({ value }) => isYes(value) || mayBeOption(value));
