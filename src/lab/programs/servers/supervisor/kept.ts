import type { Child, Exit, Process, Signal } from '../../../kernel/process';
import { accountOf } from '../account';
import type { Section } from './config';

/** What supervisorctl shows of a program. */
export type State = 'STOPPED' | 'STARTING' | 'RUNNING' | 'BACKOFF' | 'STOPPING' | 'EXITED' | 'FATAL';

/** Writes a line of supervisord's log. */
export type Log = (level: string, text: string) => Promise<void>;

/** A program that supervisord starts, and starts again as `autorestart` says. */
export class Kept {
  state: State = 'STOPPED';
  /** Lab time of the last change of the state; undefined when it was never started. */
  since: number | undefined;
  child: Child | undefined;
  #wanted = false;
  #failures = 0;

  constructor(
    readonly name: string,
    readonly values: Section,
    readonly self: Process,
    readonly log: Log,
  ) {}

  /** The log of a program cannot be turned over where it cannot be sought in: supervisord gives the channel up. */
  readonly #fault = (channel: string): Promise<void> => {
    const where = `<POutputDispatcher at 140187563519264 for <Subprocess at 140187564218704 with name ${this.name} in state ${this.state}> (${channel})>`;
    const why =
      "(<class 'OSError'>:[Errno 29] Illegal seek [/usr/lib/python3.12/site-packages/supervisor/loggers.py|doRollover|264])";
    return this.log('CRIT', `uncaptured python exception, closing channel ${where} ${why}`);
  };

  #enter(state: State): void {
    this.state = state;
    this.since = this.self.clock.now();
  }

  /** Starts it and looks after it until it is stopped, has ended as expected, or fails too often. */
  start(): void {
    this.#wanted = true;
    this.#failures = 0;
    this.#keep().catch(() => undefined);
  }

  /** Stops it with its `stopsignal`; after `stopwaitsecs` with SIGKILL. */
  async stop(): Promise<void> {
    this.#wanted = false;
    const { child } = this;
    if (!child) {
      this.#enter('STOPPED');
      return;
    }
    this.#enter('STOPPING');
    child.kill(`SIG${this.values.get('stopsignal') ?? 'TERM'}`);
    const patience = this.self.clock.after(Number(this.values.get('stopwaitsecs') ?? 10) * 1000, () =>
      child.kill('SIGKILL'),
    );
    const exit = await child.exited;
    patience.cancel();
    this.child = undefined;
    this.#enter('STOPPED');
    const usual = exit.signal === undefined && this.#isExpected(exit);
    await this.log(usual ? 'INFO' : 'WARN', `stopped: ${this.name} (${endOf(exit)})`);
  }

  async #keep(): Promise<void> {
    const { self, values } = this;
    const retries = Number(values.get('startretries') ?? 3);
    while (this.#wanted && !self.ended.aborted) {
      const again = await this.#once();
      if (!again || !this.#lasting()) return;
      if (this.#failures === 0) continue;
      if (this.#failures > retries) {
        this.#enter('FATAL');
        await this.log('INFO', `gave up: ${this.name} entered FATAL state, too many start retries too quickly`);
        return;
      }
      await self.sleep(this.#failures * 1000);
    }
  }

  #lasting(): boolean {
    return this.#wanted && !this.self.ended.aborted;
  }

  /** One life of the program; true when it shall have another one. */
  async #once(): Promise<boolean> {
    const { self, name } = this;
    const child = await begin(self, this.values, this.#fault).catch(() => undefined);
    if (!child) {
      const [command = ''] = commandOf(this.values);
      await this.log('INFO', `spawnerr: can't find command '${command}'`);
      return this.#failed();
    }
    this.child = child;
    this.#enter('STARTING');
    await this.log('INFO', `spawned: '${name}' with pid ${child.pid}`);
    const seconds = Number(this.values.get('startsecs') ?? 1);
    const timer = self.clock.after(seconds * 1000, () => this.#stays(seconds));
    const exit = await child.exited;
    timer.cancel();
    if (!this.#wanted) return false;
    this.child = undefined;
    return this.#ended(exit);
  }

  #stays(seconds: number): void {
    if (this.state !== 'STARTING') return;
    this.#enter('RUNNING');
    this.#failures = 0;
    const text = `success: ${this.name} entered RUNNING state, process has stayed up for > than ${seconds} seconds (startsecs)`;
    this.log('INFO', text).catch(() => undefined);
  }

  async #ended(exit: Exit): Promise<boolean> {
    const early = this.state === 'STARTING';
    const expected = !early && exit.signal === undefined && this.#isExpected(exit);
    const text = `exited: ${this.name} (${endOf(exit)}; ${expected ? 'expected' : 'not expected'})`;
    await this.log(expected ? 'INFO' : 'WARN', text);
    if (early) return this.#failed();
    this.#enter('EXITED');
    const restart = this.values.get('autorestart') ?? 'unexpected';
    return restart === 'true' || (restart === 'unexpected' && !expected);
  }

  #isExpected({ code }: Exit): boolean {
    return (this.values.get('exitcodes') ?? '0').split(',').map(Number).includes(code);
  }

  #failed(): boolean {
    this.#enter('BACKOFF');
    this.#failures++;
    return true;
  }
}

const endOf = ({ code, signal }: Exit): string =>
  signal === undefined ? `exit status ${code}` : `terminated by ${signal satisfies Signal}`;

function commandOf(values: Section): readonly string[] {
  const words = [...(values.get('command') ?? '').matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)];
  return words.map(([, double, single, bare]) => double ?? single ?? bare ?? '');
}

type Fault = (channel: string) => Promise<void>;

async function begin(self: Process, values: Section, fault: Fault): Promise<Child> {
  const cwd = values.get('directory');
  const name = values.get('user');
  const user = name === undefined ? undefined : await accountOf(self.files, name);
  const joined = values.get('redirect_stderr') === 'true';
  return self.spawn(commandOf(values), {
    env: new Map([...self.env, ...environmentOf(values)]),
    stdout: outputOf(self, values, 'stdout', fault),
    stderr: outputOf(self, values, joined ? 'stdout' : 'stderr', fault),
    ...(cwd !== undefined && { cwd }),
    ...(user && self.user.uid === 0 && { user }),
  });
}

/** `environment=A="1",B=2` */
function environmentOf(values: Section): readonly (readonly [string, string])[] {
  const pairs = (values.get('environment') ?? '').matchAll(/(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^,]*))/g);
  return [...pairs].map(([, name = '', double, single, bare]) => [name, double ?? single ?? bare ?? ''] as const);
}

const nowhere: Process['stdout'] = { write: () => Promise.resolve() };

/** Where a program's output goes: supervisord's own, a file, or a log of its own that nobody reads. */
function outputOf(self: Process, values: Section, channel: 'stdout' | 'stderr', fault: Fault): Process['stdout'] {
  const path = values.get(`${channel}_logfile`);
  if (path === undefined || /^(NONE|AUTO|\/dev\/null)$/.test(path)) return nowhere;
  const own = /^\/dev\/(?:(stdout|fd\/1)|stderr|fd\/2)$/.exec(path);
  if (!own) return { write: (chunk) => self.files.write(path, chunk, { append: true }).catch(() => undefined) };
  const stream = own[1] === undefined ? self.stderr : self.stdout;
  return /^0+$/.test(values.get(`${channel}_logfile_maxbytes`) ?? '') ? stream : untilFull(stream, channel, fault);
}

/** A stream that supervisord wants to turn over like a file: what comes first is seen, then nothing any more. */
function untilFull(stream: Process['stdout'], channel: string, fault: Fault): Process['stdout'] {
  let closed = false;
  return {
    write: async (chunk) => {
      if (closed) return;
      closed = true;
      await stream.write(chunk);
      await fault(channel);
    },
  };
}
