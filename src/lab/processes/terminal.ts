import type { Output, Signal } from '../kernel/process';
import { markTerminal, type SharedInput } from './streams';
import { openPipe } from './streams';

/** How a terminal treats what is typed: a line at a time with echo, or every key as it comes. */
export type TerminalMode = 'line' | 'raw' | 'line without echo';

/** A terminal's size in characters. */
export type TerminalSize = { readonly columns: number; readonly rows: number };

/** What programs can do with their terminal beyond reading and writing. */
export type TerminalControl = TerminalSize & {
  readonly mode: () => TerminalMode;
  readonly setMode: (mode: TerminalMode) => void;
  /** The process group that ^C and ^Z go to. */
  readonly foreground: () => number;
  readonly setForeground: (group: number) => void;
};

/** A pseudo terminal: the person's end (`type`, `resize`) and the processes' end (`input`, `output`). */
export type Terminal = {
  readonly input: SharedInput;
  readonly output: Output;
  /** Bytes from the keyboard. */
  readonly type: (keys: Uint8Array) => Promise<void>;
  readonly resize: (columns: number, rows: number) => void;
  readonly control: () => TerminalControl;
};

type Options = TerminalSize & {
  /** Where everything is shown. */
  readonly screen: Output;
  /** Sends a signal to a process group. */
  readonly signal: (group: number, signal: Signal) => void;
  readonly foreground: number;
};

const signals = new Map<number, { readonly signal: Signal; readonly echo: string }>([
  [0x03, { signal: 'SIGINT', echo: '^C' }],
  [0x1a, { signal: 'SIGTSTP', echo: '^Z' }],
  [0x1c, { signal: 'SIGQUIT', echo: '^\\' }],
]);

/** The longest line that the terminal takes (N_TTY's MAX_CANON). */
const longestLine = 4096;

/** How many keys wait for a program that does not read. */
const longestQueue = 65536;

/** Opens a terminal with the usual line discipline: echo, erase, ^C ^Z ^\ ^D ^U ^W, carriage return to newline, newline to both on the screen. */
export function openTerminal(options: Options): Terminal {
  let { columns, rows, foreground } = options;
  let mode: TerminalMode = 'line';
  let line: number[] = [];
  let queued = 0;
  const keys = openPipe();
  const input: SharedInput = {
    read: async (signal) => {
      for (;;) {
        const chunk = await keys.input.read(signal);
        if (chunk?.[0] === endOfInput && chunk.length === 1) return undefined;
        queued -= chunk?.length ?? 0;
        return chunk;
      }
    },
    unread: (chunk) => {
      queued += chunk.length;
      keys.input.unread(chunk);
    },
  };
  const output: Output = {
    write: (chunk) => options.screen.write(withReturns(Buffer.from(chunk))),
  };
  markTerminal(input);
  markTerminal(output);
  const send = async (bytes: Buffer): Promise<void> => {
    if (queued + bytes.length > longestQueue) return;
    queued += bytes.length;
    await keys.output.write(bytes);
  };
  const echo = async (text: string): Promise<void> => {
    if (mode === 'line') await options.screen.write(text);
  };
  const lineEnd = async (): Promise<void> => {
    const bytes = Buffer.from([...line, 0x0a]);
    line = [];
    await echo('\r\n');
    await send(bytes);
  };
  const erase = async (count: number): Promise<void> => {
    for (let index = 0; index < count && line.length > 0; index += 1) {
      while (line.length > 0 && ((line.pop() ?? 0) & 0xc0) === 0x80);
      await echo('\b \b');
    }
  };
  const eraseWord = async (): Promise<void> => {
    while (line.at(-1) === 0x20) await erase(1);
    while (line.length > 0 && line.at(-1) !== 0x20) await erase(1);
  };
  const editing = new Map<number, () => Promise<void>>([
    [0x0a, lineEnd],
    [0x0d, lineEnd],
    [0x04, () => endLine()],
    [0x7f, () => erase(1)],
    [0x08, () => erase(1)],
    [0x15, () => erase(line.length)],
    [0x17, eraseWord],
  ]);
  const endLine = async (): Promise<void> => {
    const bytes = Buffer.from(line);
    line = [];
    if (bytes.length > 0) await send(bytes);
    else await keys.output.write(Buffer.from([endOfInput]));
  };
  const press = async (key: number): Promise<void> => {
    const interrupt = signals.get(key);
    if (interrupt) {
      line = [];
      await echo(interrupt.echo);
      options.signal(foreground, interrupt.signal);
      return;
    }
    const edit = editing.get(key);
    if (edit) return edit();
    if (line.length >= longestLine - 1) return;
    line.push(key);
    await echo(key < 0x20 && key !== 0x09 ? `^${String.fromCharCode(key + 64)}` : '');
    if (mode === 'line' && (key >= 0x20 || key === 0x09)) await options.screen.write(Buffer.from([key]));
  };
  return {
    input,
    output,
    type: async (bytes) => {
      if (mode === 'raw') return send(Buffer.from(bytes));
      for (const [index, key] of bytes.entries()) {
        if (nowRaw(() => mode)) return send(Buffer.from(bytes.subarray(index)));
        await press(key);
      }
    },
    resize: (newColumns, newRows) => {
      if (newColumns === columns && newRows === rows) return;
      columns = newColumns;
      rows = newRows;
      options.signal(foreground, 'SIGWINCH');
    },
    control: () => ({
      columns,
      rows,
      mode: () => mode,
      setMode: (next) => {
        mode = next;
      },
      foreground: () => foreground,
      setForeground: (group) => {
        foreground = group;
      },
    }),
  };
}

/** A byte of its own in the queue of keys that stands for "end of input here"; alone it cannot come from a UTF-8 keyboard. */
const endOfInput = 0xff;

/** The mode may change while the keys of one chunk are typed; asked afresh each time. */
const nowRaw = (mode: () => TerminalMode): boolean => mode() === 'raw';

/** What ONLCR does: a carriage return before every newline. */
function withReturns(bytes: Buffer): Buffer {
  if (!bytes.includes(0x0a)) return bytes;
  return Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1');
}
