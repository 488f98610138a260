import { spawn } from 'node:child_process';

/** What bash prints when it is ready for the next command; no lesson says so. */
const ready = '@@ready@@';

/** How long a command may take, in milliseconds. */
const patience = 20_000;

/** A bash in a terminal, as a learner has it. */
export type Session = {
  /** Runs a command and gives what the terminal showed, without colours. */
  readonly run: (command: string) => Promise<string>;
  readonly end: () => Promise<void>;
};

const nobody = 65534;

/** Starts bash in a terminal of its own, in this folder, as an ordinary user. */
export async function startedSession(folder: string): Promise<Session> {
  // A bash that is not interactive forgets the prompt that it is given.
  const bash = `stty -echo cols 200; PS1=${ready} PS2= exec bash --norc --noprofile --noediting -i`;
  const script = ['script', '-qec', `bash -c '${bash}'`, '/dev/null'];
  const asNobody = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--', ...script];
  const [program = '', ...args] = process.getuid?.() === 0 ? asNobody : script;
  const env = {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    HOME: folder,
    USER: 'nobody',
    LOGNAME: 'nobody',
    SHELL: '/bin/bash',
    LC_ALL: 'C.UTF-8',
    TERM: 'xterm',
    HISTFILE: '/dev/null',
    PAGER: 'cat',
  };
  const child = spawn(program, args, { cwd: folder, env, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  let shown = '';
  let wake = (): void => undefined;
  const more = (part: Buffer): void => {
    shown += part.toString();
    wake();
  };
  child.stdout.on('data', more);
  child.stderr.on('data', more);
  const untilReady = async (): Promise<string> => {
    const end = Date.now() + patience;
    while (!shown.endsWith(ready)) {
      if (Date.now() > end)
        throw new Error(`it is still busy after ${patience / 1000} s; the terminal shows:\n${shown}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 250);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    const text = shown.slice(0, -ready.length);
    shown = '';
    return text.replaceAll('\r', '').replace(/\x1b(\[[0-9;?]*[A-Za-z]|[()][A-Z0-9]|[=>])/g, '');
  };
  await untilReady();
  return {
    run: (command) => {
      child.stdin.write(`${command}\n`);
      return untilReady();
    },
    end: async () => {
      // `script` takes no hint. With it the terminal goes, and bash, hung up, ends the jobs that it has started.
      const gone = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGKILL');
      await gone;
    },
  };
}
