import type { Span } from '../rule';
import { commandsOf, type Command } from './commands';
import type { DockerFile, Instruction } from './file';
import type { Word } from './logical';

/** A command of apt-get or apt, and the word that says what it does. */
export type AptCommand = {
  readonly name: string;
  readonly program: Word;
  readonly verb: Word;
  readonly options: readonly Word[];
  readonly command: Command;
};

const verbs = new Set(
  `autoclean autoremove build-dep clean dist-upgrade distclean download full-upgrade install purge remove source update
  upgrade`.split(/\s+/),
);

/** What a RUN asks apt-get or apt to do. */
export function* aptCommands(instruction: Instruction, { text }: DockerFile): Iterable<AptCommand> {
  if (instruction.keyword !== 'RUN' || !text.includes('apt')) return;
  for (const command of commandsOf(instruction, text)) {
    const [program, ...options] = command.words;
    const name = program?.value.replace(/^\/usr\/bin\//, '') ?? '';
    const verb = options.find(({ value }) => verbs.has(value));
    if (program !== undefined && verb !== undefined && (name === 'apt-get' || name === 'apt'))
      yield { name, program, verb, options, command };
  }
}

/** From the program to its verb. */
export const spanOfApt = ({ program, verb }: AptCommand): Span => ({ start: program.span.start, end: verb.span.end });

/** Does it need nobody to say yes? A variable may say so; one that names packages does not. */
export function needsNoAnswer({ command, options }: AptCommand): boolean {
  return command.piped || options.some(({ value }) => isAnswer(value) || mayBeOption(value)) || isVeryQuiet(options);
}

/** A variable that may hold options. */
export function mayBeOption(word: string): boolean {
  return word.startsWith('$') && !/pack|pkg|dep/i.test(word);
}

const isAnswer = (word: string): boolean =>
  /^(-[a-zA-Z]*[ys][a-zA-Z]*|-q=2|--(yes|assume-yes|force-yes|simulate|dry-run|just-print|no-act|print-uris))$/.test(
    word,
  );

/** Twice quiet implies yes. */
function isVeryQuiet(words: readonly Word[]): boolean {
  const quiet = words.filter(({ value }) => /^-[a-zA-Z]*q/.test(value) || value === '--quiet');
  return quiet.length > 1 || quiet.some(({ value }) => /q.*q/.test(value));
}
