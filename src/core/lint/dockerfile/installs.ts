import type { DockerFile } from './file';
import type { Word } from './logical';
import { runCommands, type RunCommand } from './run-commands';

/** A command of a package manager, what it is told to do, and what to do it with. */
export type Install = RunCommand & { readonly verb: Word; readonly packages: readonly Word[] };

/** What commands of these programs do, by these verbs. */
export function* installs(
  file: DockerFile,
  programs: readonly string[],
  verbs: readonly string[],
  /** Options that take the next word. */
  withValue: readonly string[] = [],
): Iterable<Install> {
  for (const run of runCommands(file)) {
    if (!programs.includes(run.program)) continue;
    const at = run.options.findIndex(({ value }) => verbs.includes(value));
    const verb = run.options[at];
    // Before the verb only options stand; a word there is another verb, or a value that nobody knows.
    if (verb === undefined || run.options.slice(0, at).some(({ value }) => /^(?!module$)[a-z]+$/.test(value))) continue;
    const packages = run.options
      .slice(at + 1)
      .filter(
        ({ value }, index, words) => !value.startsWith('-') && !withValue.includes(words[index - 1]?.value ?? ''),
      );
    yield {
      ...run,
      verb,
      packages: packages.filter(({ text }) => !/[<>]/.test(text.slice(0, 2)) && !/^\d>/.test(text)),
    };
  }
}
