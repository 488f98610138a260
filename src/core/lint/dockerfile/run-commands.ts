import { commandsOf, type Command } from './commands';
import type { DockerFile, Instruction } from './file';
import { instructionsOf } from './instructions-of';
import type { Word } from './logical';

/** A command of a RUN, and where it belongs. */
export type RunCommand = {
  readonly instruction: Instruction;
  readonly command: Command;
  /** The name of the program, without the folder of programs that it stands in; `python -m pip` is `pip`. */
  readonly program: string;
  readonly first: Word;
  readonly options: readonly Word[];
};

const known = new WeakMap<DockerFile, readonly RunCommand[]>();

/** The commands of all RUN instructions, also those of triggers; read once a file. */
export function runCommands(file: DockerFile): readonly RunCommand[] {
  const commands = known.get(file) ?? instructionsOf(file, 'RUN').flatMap((one) => commandsIn(one, file));
  known.set(file, commands);
  return commands;
}

/** The commands of one instruction; read once. */
export function commandsIn(instruction: Instruction, file: DockerFile): readonly RunCommand[] {
  const commands = ofInstruction.get(instruction) ?? readCommands(instruction, file);
  ofInstruction.set(instruction, commands);
  return commands;
}

const ofInstruction = new WeakMap<Instruction, readonly RunCommand[]>();

function readCommands(instruction: Instruction, file: DockerFile): readonly RunCommand[] {
  return commandsOf(instruction, file.text).flatMap((command) => {
    const [first, ...options] = command.words;
    if (first === undefined) return [];
    const program = programName(first.value);
    const isModule = /^python[\d.]*$/.test(program) && options[0]?.value === '-m' && options[1]?.value === 'pip';
    if (isModule) return [{ instruction, command, program: 'pip', first, options: options.slice(2) }];
    return [{ instruction, command, program, first, options }];
  });
}

/** `/usr/bin/apt-get` is `apt-get`. */
export const programName = (word: string): string => word.replace(/^\/(?:usr\/)?(?:local\/)?s?bin\//, '');

/** The first word of the options that is no option itself. */
export const verbOf = ({ options }: RunCommand): Word | undefined =>
  options.find(({ value }) => !value.startsWith('-'));

/** Is there an option by one of these names, alone or with `=value`? */
export function hasOption(options: readonly Word[], ...names: readonly string[]): boolean {
  return options.some(({ value }) => names.some((name) => value === name || value.startsWith(`${name}=`)));
}

/** Is a letter among the short options, as in `-xzf`? */
export function hasLetter(options: readonly Word[], letter: string): boolean {
  return options.some(({ value }) => /^-[A-Za-z]+$/.test(value) && value.includes(letter, 1));
}
