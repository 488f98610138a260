/** What the commands of a lesson need to be run here, and which are not. */
export type ConsoleOf = {
  readonly lesson: string;
  /** Programs without which the lesson's commands are skipped, with that reason. */
  readonly needs?: readonly string[];
  /** Shell lines that are run before the first block, in the fresh folder. */
  readonly before?: string;
  /** Commands that are not run here, by their first line without the prompt, with the reason. */
  readonly notRun?: Readonly<Record<string, string>>;
  /** Commands that are run, but whose output is not compared, with the reason. */
  readonly notCompared?: Readonly<Record<string, string>>;
  /** What differs from machine to machine: each match is blanked on both sides before they are compared. */
  readonly varies?: readonly RegExp[];
  /** Lines that only some machines print: they are left out before the comparison. */
  readonly extra?: readonly RegExp[];
};

/** A command of a console block, all its lines, and the lines that the lesson shows as its output. */
export type Command = { readonly text: string; readonly output: readonly string[] };

/** The commands of all console blocks of a page, in their order. */
export function commandsIn(markdown: string): readonly Command[] {
  const blocks = [...markdown.matchAll(/^```console\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
  return blocks.flatMap(commandsOfBlock);
}

function commandsOfBlock(block: string): readonly Command[] {
  const commands: { text: string; output: string[] }[] = [];
  for (const line of block.replace(/\n$/, '').split('\n')) {
    const last = commands.at(-1);
    if (line.startsWith('$ ')) commands.push({ text: line.slice(2), output: [] });
    else if (last === undefined) throw new Error(`a console block begins with "${line}", which is no command`);
    else if (line.startsWith('> ') && last.output.length === 0) last.text += `\n${line.slice(2)}`;
    else last.output.push(line);
  }
  return commands;
}

/** The name by which notRun and notCompared call a command. */
export const nameOf = ({ text }: Command): string => text.split('\n')[0] ?? '';

/** Is it what the lesson shows? A line `…` stands for any lines, `…` within a line for any text. */
export function agrees(
  shown: readonly string[],
  seen: string,
  { varies = [], extra = [] }: Pick<ConsoleOf, 'varies' | 'extra'> = {},
): boolean {
  const blank = (text: string): string => varies.reduce((rest, one) => rest.replace(one, '#'), text);
  const pattern = shown
    .map((line) => (line === '…' ? '(?:.*\\n)*' : `${linePattern(blank(line.trimEnd()))}\\n`))
    .join('');
  const kept = seen.split('\n').filter((line) => !extra.some((one) => one.test(line)));
  const lines = kept.map((line) => blank(line.trimEnd()));
  while (lines.at(-1) === '') lines.pop();
  return new RegExp(`^${pattern}$`).test(lines.map((line) => `${line}\n`).join(''));
}

const linePattern = (line: string): string =>
  line
    .split('…')
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('.*');
