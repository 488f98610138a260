import type { Text } from '../../../text';

/** What a single value may be to YAML. */
export type ScalarKind = 'text' | 'whole number' | 'number' | 'flag' | 'date';

/** What a text must look like where Compose, or the engine, reads more than text. */
export type Form =
  'whole number' | 'number' | 'flag' | 'size' | 'duration' | 'image' | 'container name' | 'pull policy';

/** What may stand at a place of a Compose file. */
export type Shape =
  | {
      readonly kind: 'value';
      readonly takes: readonly ScalarKind[];
      readonly form?: Form;
      /** The only words that are allowed. */
      readonly words?: readonly string[];
    }
  | { readonly kind: 'list'; readonly of: Shape }
  | { readonly kind: 'table'; readonly keys: Keys; readonly required: readonly string[] }
  /** A table whose keys the author chooses; names of the project's own have a form. */
  | { readonly kind: 'names'; readonly of: Shape; readonly isOwn: boolean }
  | { readonly kind: 'either'; readonly of: readonly Shape[] }
  | { readonly kind: 'anything' };

/** A key: what it takes, and what a hover or a completion says about it. */
export type Field = {
  readonly shape: Shape;
  readonly about?: Text;
  /** What holds when the key is left out. */
  readonly usual?: string;
};

/** The keys of a table. */
export type Keys = Readonly<Record<string, Field>>;

/** A key. */
export function field(shape: Shape, en?: string, zh?: string, usual?: string): Field {
  return {
    shape,
    ...(en !== undefined && zh !== undefined && { about: { en, zh } }),
    ...(usual !== undefined && { usual }),
  };
}

/** Text, and nothing that YAML takes for a number or a switch. */
export const text: Shape = { kind: 'value', takes: ['text'] };

/** Text of a form. */
export const textLike = (form: Form): Shape => ({ kind: 'value', takes: ['text'], form });

/** One of some words. */
export const oneOf = (...words: readonly string[]): Shape => ({ kind: 'value', takes: ['text'], words });

export const wholeNumber: Shape = { kind: 'value', takes: ['text', 'whole number'], form: 'whole number' };
export const number: Shape = { kind: 'value', takes: ['text', 'whole number', 'number'], form: 'number' };
export const flag: Shape = { kind: 'value', takes: ['text', 'flag'], form: 'flag' };
export const size: Shape = { kind: 'value', takes: ['text', 'whole number', 'number'], form: 'size' };
export const duration = textLike('duration');
export const textOrNumber: Shape = { kind: 'value', takes: ['text', 'whole number', 'number'] };
export const anyValue: Shape = { kind: 'value', takes: ['text', 'whole number', 'number', 'flag', 'date'] };
export const anything: Shape = { kind: 'anything' };

export const listOf = (of: Shape): Shape => ({ kind: 'list', of });
export const either = (...of: readonly Shape[]): Shape => ({ kind: 'either', of });
export const table = (keys: Keys, ...required: readonly string[]): Shape => ({ kind: 'table', keys, required });

/** Names that the author chooses freely. */
export const names = (of: Shape): Shape => ({ kind: 'names', of, isOwn: false });

/** Names of services, networks, volumes, and so on. */
export const ownNames = (of: Shape): Shape => ({ kind: 'names', of, isOwn: true });

export const texts = listOf(text);
export const textOrTexts = either(text, texts);
/** `NAME: value`, or `- NAME=value`. */
export const pairs = either(names(anyValue), texts);
export const options = names(textOrNumber);
/** Words, or one line that is taken apart into words. */
export const command = either(text, texts);
export const hosts = either(names(textOrTexts), texts);
/** Secrets or configs that a service, or a build, may read. */
export const grants = listOf(
  either(
    text,
    table({
      source: field(text, 'Its name under secrets or configs at the top level.', '顶层 secrets 或 configs 下的名字。'),
      target: field(text, 'The file, or its name, in the container.', '容器内的文件路径或文件名。'),
      uid: field(text, 'The owner of the file, in quotes.', '文件属主的 UID，要加引号。', '0'),
      gid: field(text, 'The group of the file, in quotes.', '文件属组的 GID，要加引号。', '0'),
      mode: field(textOrNumber, 'Permissions of the file, in octal.', '文件权限，八进制。', '0444'),
    }),
  ),
);
export const ulimits = names(
  either(wholeNumber, table({ soft: field(wholeNumber), hard: field(wholeNumber) }, 'soft', 'hard')),
);
export const hooks = listOf(
  table(
    {
      command: field(command, 'What runs in the container.', '在容器内执行的命令。'),
      user: field(text, 'Who runs it.', '以哪个用户执行。'),
      privileged: field(flag, 'Gives it all rights of the host.', '给予它主机的全部权限。', 'false'),
      working_dir: field(text, 'The folder in which it runs.', '执行时所在的目录。'),
      environment: field(pairs, 'Variables for this command.', '该命令的环境变量。'),
      image: field(text),
    },
    'command',
  ),
);
/** Devices to reserve: GPUs and the like, and what each must say. */
export const deviceRequests = (...required: readonly string[]): Shape =>
  listOf(
    table(
      {
        capabilities: field(texts, 'What the device must be able to do, such as gpu.', '设备必须具备的能力，如 gpu。'),
        count: field({ kind: 'value', takes: ['text', 'whole number'] }, 'How many, or all.', '数量，或 all。'),
        device_ids: field(texts, 'Which ones; not together with count.', '指定设备，不能与 count 同用。'),
        driver: field(text, 'Such as nvidia.', '如 nvidia。'),
        options: field(pairs),
      },
      ...required,
    ),
  );
