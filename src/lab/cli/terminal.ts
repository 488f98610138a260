import type { Client } from './client/client';

/** The learner's terminal: what is connected to one, its size, raw keys and signals. */
export type Terminal = {
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly size: () => { readonly columns: number; readonly rows: number };
  /** Hands every key to the program as it is pressed, until the returned function is called. */
  readonly raw: () => () => void;
  /** Calls back when the size changes, until the returned function is called. */
  readonly resized: (run: () => void) => () => void;
  /** Calls back for each signal that can be handed on, until the returned function is called. */
  readonly signals: (run: (signal: string) => void) => () => void;
};

/** The signals that docker hands on to a container that it is attached to. */
const proxied: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'];

/** The terminal that this process is connected to. */
export function ownTerminal(): Terminal {
  const { stdin, stdout } = process;
  return {
    stdin: stdin.isTTY,
    stdout: stdout.isTTY,
    size: () => ({ columns: stdout.columns, rows: stdout.rows }),
    raw: () => {
      if (!stdin.isTTY) return () => undefined;
      stdin.setRawMode(true);
      return () => void stdin.setRawMode(false);
    },
    resized: (run) => {
      stdout.on('resize', run);
      return () => void stdout.off('resize', run);
    },
    signals: (run) => {
      const known = process.platform === 'win32' ? proxied.slice(0, 3) : proxied;
      for (const signal of known) process.on(signal, run);
      return () => {
        for (const signal of known) process.off(signal, run);
      };
    },
  };
}

/** Tells the engine the terminal's size now and whenever it changes, until the returned function is called. */
export function followSize(terminal: Terminal, client: Client, path: string): () => void {
  const tell = (): void => {
    const { columns, rows } = terminal.size();
    // What has ended meanwhile needs no size.
    if (columns && rows) client.text('POST', path, { query: { h: rows, w: columns } }).catch(() => undefined);
  };
  tell();
  return terminal.resized(tell);
}

/** The bytes of detach keys such as `ctrl-p,ctrl-q`. */
export function detachKeys(text: string): readonly number[] {
  return text.split(',').map((key) => {
    const letter = /^ctrl-(.)$/.exec(key)?.[1];
    return letter === undefined ? key.charCodeAt(0) : letter.toLowerCase().charCodeAt(0) & 0x1f;
  });
}

/**
 * Watches for detach keys: returns the bytes to hand on, or undefined when the keys are complete. Keys that begin the
 * sequence are held until it is clear that it does not go on.
 */
export function detachWatch(keys: readonly number[]): (bytes: Buffer) => Buffer | undefined {
  let matched = 0;
  return (bytes) => {
    const out: number[] = [];
    for (const byte of bytes) {
      if (byte === keys[matched]) {
        matched += 1;
        if (matched === keys.length) return undefined;
        continue;
      }
      out.push(...keys.slice(0, matched), byte);
      matched = 0;
    }
    return Buffer.from(out);
  };
}
