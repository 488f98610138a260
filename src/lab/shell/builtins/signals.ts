import type { Signal } from '../../kernel/process';
import { parseSignal, signalNames, signalNumber, signalOf } from '../../processes/signals';
import type { Builtin } from '../interpreter';
import { findJob, foreground, jobLine, reportJobs, signalText } from '../jobs';
import type { Job, Shell } from '../state';
import { print } from './output';

function trapName(word: string): string | undefined {
  if (word === '0' || word.toUpperCase() === 'EXIT') return 'EXIT';
  if (word.toUpperCase() === 'ERR' || word.toUpperCase() === 'DEBUG') return word.toUpperCase();
  return parseSignal(word)?.slice(3);
}

const trap: Builtin = async (shell, argv) => {
  const words = argv.slice(1).filter((word, index) => !(index === 0 && word === '--'));
  const [action = '', ...names] = words;
  if (words.length === 0 || action === '-p') return listTraps(shell);
  if (action === '-l') return list(shell);
  const single = names.length === 0;
  let status = 0;
  for (const word of single ? [action] : names) {
    const name = trapName(word);
    if (name === undefined) {
      const texts = {
        ash: `${word}: invalid signal specification`,
        dash: `${word}: bad trap`,
        bash: `${word}: invalid signal specification`,
      };
      await shell.complain(texts[shell.flavor], 'trap');
      status = 1;
    } else shell.trap(name, single || action === '-' ? undefined : action);
  }
  return status;
};

async function listTraps(shell: Shell): Promise<number> {
  const order = (name: string): number => (name === 'EXIT' ? 0 : signalNumber(`SIG${name}`));
  for (const [name, action] of [...shell.traps].sort(([a], [b]) => order(a) - order(b))) {
    const shown = shell.flavor === 'bash' && name !== 'EXIT' ? `SIG${name}` : name;
    await print(shell, `trap -- '${action.replaceAll("'", `'\\''`)}' ${shown}\n`);
  }
  return 0;
}

async function list(shell: Shell): Promise<number> {
  for (const [index, name] of signalNames.entries()) await print(shell, `${String(index + 1).padStart(2)}) ${name}\n`);
  return 0;
}

const wait: Builtin = async (shell, argv) => {
  const specs = argv.slice(1).filter((word) => word !== '-n');
  let status = 0;
  const jobs = specs.length === 0 ? [...shell.jobs] : specs.map((spec) => findJob(shell, spec));
  for (const [index, job] of jobs.entries()) {
    if (!job) {
      if (shell.flavor === 'bash')
        await shell.complain(`pid ${specs[index] ?? ''} is not a child of this shell`, 'wait');
      status = 127;
      continue;
    }
    const { code, interrupted } = await waitFor(shell, job, specs.length > 0);
    if (interrupted) return code;
    status = specs.length === 0 ? 0 : code;
  }
  return status;
};

async function waitFor(
  shell: Shell,
  job: Job,
  tells: boolean,
): Promise<{ readonly code: number; readonly interrupted: boolean }> {
  const interrupted = shell.interrupted();
  const result = await Promise.race([job.child.exited, interrupted.promise]);
  interrupted.forget();
  if (typeof result === 'number') return { code: 128 + result, interrupted: true };
  const place = shell.jobs.indexOf(job);
  if (place !== -1) shell.jobs.splice(place, 1);
  const text = tells && shell.flavor === 'ash' ? signalText(result.signal) : undefined;
  if (text !== undefined) await shell.io.get(2)?.output?.write(`${text}\n`);
  return { code: result.code, interrupted: false };
}

async function badSignal(shell: Shell, given: string): Promise<number> {
  const texts = {
    ash: `bad signal name '${given}'`,
    dash: `Illegal option -${given.charAt(0)}`,
    bash: `${given}: invalid signal specification`,
  };
  await shell.complain(texts[shell.flavor], shell.flavor === 'ash' ? undefined : 'kill');
  return 1;
}

type Chosen = { readonly signal: Signal; readonly rest: readonly string[] } | { readonly bad: string };

function killSignal(words: readonly string[]): Chosen {
  const [first = '', second = ''] = words;
  if (first === '--') return { signal: 'SIGTERM', rest: words.slice(1) };
  if (!first.startsWith('-')) return { signal: 'SIGTERM', rest: words };
  const long = first === '-s' || first === '-n';
  const given = long ? second : first.slice(1);
  const signal = given === '0' ? 'SIG0' : parseSignal(given);
  if (!signal) return { bad: given };
  const rest = words.slice(long ? 2 : 1);
  return { signal, rest: rest[0] === '--' ? rest.slice(1) : rest };
}

const kill: Builtin = async (shell, argv) => {
  const words = argv.slice(1);
  if (words[0] === '-l' || words[0] === '-L') {
    if (words[1] === undefined) return list(shell);
    const signal = /^\d+$/.test(words[1]) ? signalOf(Number(words[1]) & 127) : parseSignal(words[1]);
    if (signal) await print(shell, `${/^\d+$/.test(words[1]) ? signal.slice(3) : signalNumber(signal)}\n`);
    return signal ? 0 : 1;
  }
  const chosen = killSignal(words);
  if ('bad' in chosen) return badSignal(shell, chosen.bad);
  const { signal, rest } = chosen;
  if (rest.length === 0) {
    await shell.complain('you need to specify whom to kill');
    return 1;
  }
  let status = 0;
  for (const spec of rest) if (!(await killOne(shell, spec, signal))) status = 1;
  return status;
};

async function killOne(shell: Shell, spec: string, signal: Signal): Promise<boolean> {
  const job = spec.startsWith('%') ? findJob(shell, spec) : undefined;
  if (!job && !/^-?\d+$/.test(spec)) {
    const texts = {
      ash: `invalid number '${spec}'`,
      dash: `Illegal number: ${spec}`,
      bash: `${spec}: arguments must be process or job IDs`,
    };
    await (shell.flavor === 'ash' ? shell.complain(texts.ash) : shell.complain(texts[shell.flavor], 'kill'));
    return false;
  }
  if (job) {
    job.child.kill(signal);
    if (job.stopped && signal !== 'SIGCONT') job.child.kill('SIGCONT');
    return true;
  }
  const pid = Number(spec);
  const exists = pid < 0 || shell.self.processes().some((row) => row.pid === pid);
  if (signal === 'SIG0' ? exists : shell.self.kill(pid, signal)) return true;
  const texts = {
    ash: `can't kill pid ${spec}: No such process`,
    dash: 'No such process',
    bash: `(${spec}) - No such process`,
  };
  await (shell.flavor === 'ash' ? shell.complain(texts.ash) : shell.complain(texts[shell.flavor], 'kill'));
  return false;
}

const jobsBuiltin: Builtin = async (shell, argv) => {
  for (const job of shell.jobs)
    if (!job.exit) await print(shell, argv[1] === '-p' ? `${job.pid}\n` : `${jobLine(shell, job)}\n`);
  await reportJobs(shell);
  return 0;
};

const continuing =
  (front: boolean): Builtin =>
  async (shell, argv) => {
    const job = findJob(shell, argv[1] ?? '%%');
    if (!job) {
      await shell.complain(`${argv[1] ?? '%'}: no such job`, argv[0]);
      return 2;
    }
    job.stopped = false;
    await print(shell, front ? `${job.text}\n` : `[${job.id}] ${job.text}\n`);
    if (!front) {
      job.child.kill('SIGCONT');
      return 0;
    }
    shell.jobs.splice(shell.jobs.indexOf(job), 1);
    const watch = foreground(shell, job.text);
    watch.started(job.child);
    job.child.kill('SIGCONT');
    return (await watch.wait([job.child])).at(-1) ?? 0;
  };

/** Builtins about jobs and signals. */
export const signalBuiltins = {
  trap,
  wait,
  kill,
  jobs: jobsBuiltin,
  fg: continuing(true),
  bg: continuing(false),
};
