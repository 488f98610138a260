import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { judgeAmong, lint, type LintOptions } from '../../../src/core/lint/engine';
import type { Nearby } from '../../../src/core/lint/nearby';
import { factsOf, readParts } from '../../../src/core/lint/parts';
import { rooms } from '../../../src/core/lint/rooms';
import type { Room } from '../../../src/core/lint/rule';
import { entryOf } from '../../../src/core/lint/workspace-index';
import { compose, dockerfile, longTexts, manifest } from './texts';

/** The limits that the issue sets. */
const limits = { dockerfile: 1.5, yaml: 2, keystroke: 30 } as const;
const lines: Record<string, string> = {};
const over: string[] = [];

const roomOf = async (id: string): Promise<Room<unknown>> => {
  const entry = rooms.find((one) => one.id === id);
  if (entry === undefined) throw new Error(id);
  return entry.load();
};

/** How long something computes, whatever else the machine does meanwhile: call what it gives when that is done. */
function stopwatch(): () => number {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
}

function computed(job: () => unknown): number {
  const time = stopwatch();
  job();
  return time();
}

/** The least times of some jobs that take turns: at most 25, and no more after eight seconds. */
function least(jobs: readonly (() => unknown)[]): readonly number[] {
  const best = jobs.map(() => Infinity);
  const start = performance.now();
  for (let turn = 0; turn < 3 || (turn < 25 && performance.now() - start < 8000); turn += 1) {
    for (const [index, job] of jobs.entries()) best[index] = Math.min(best[index] ?? Infinity, computed(job));
  }
  return best;
}

const ms = (time: number): string => `${time.toFixed(time < 10 ? 2 : 1)} ms`;

/** Never twice the same text, so that nothing that is remembered helps. */
const fresh = (text: string, turn: number): string => `# ${turn}\n${text.replaceAll('shop', `shop${turn % 10}`)}`;

function compare(label: string, limit: number, ours: () => unknown, theirs: () => unknown): void {
  const [own = NaN, other = NaN] = least([ours, theirs]);
  const ratio = own / other;
  if (ratio > limit) over.push(label);
  lines[label] = `${ratio.toFixed(2)} (${ms(own)} : ${ms(other)})`;
}

/** Every other file of the workspace has said what it is. */
function warmIndex(room: Room<unknown>): Nearby {
  const all = Array.from({ length: 50 }, (_, index) => ({
    path: `peer-${index}.yaml`,
    facts: factsOf(room, readParts(room, manifest(1, 1000 + index))),
  }));
  return { at: () => undefined, peers: { all } };
}

/** What `dockerfile-utils` is called with. */
type Theirs = { readonly validate: (text: string, settings?: object) => readonly unknown[] };

function dockerfileUtils(): Theirs | undefined {
  try {
    // It is no dependency of ours: who wants the comparison installs it.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return require('dockerfile-utils') as Theirs;
  } catch {
    return undefined;
  }
}

async function ratios(): Promise<void> {
  const docker = await roomOf('dockerfile');
  const utils = dockerfileUtils();
  for (const [size, text] of [
    [200, dockerfile(10)],
    [3200, dockerfile(160)],
  ] as const) {
    const label = `Dockerfile of ${size} lines`;
    let turn = 0;
    if (utils === undefined) {
      const [own = NaN] = least([() => lint(docker, fresh(text, (turn += 1)))]);
      lines[label] = `${ms(own)}; dockerfile-utils is not installed, so there is nothing to compare it with`;
    } else
      compare(
        label,
        limits.dockerfile,
        () => lint(docker, fresh(text, (turn += 1))),
        () => utils.validate(text),
      );
  }
  const kubernetes = await roomOf('kubernetes');
  const options: LintOptions = { nearby: warmIndex(kubernetes), path: 'shop.yaml' };
  let turn = 0;
  for (const count of [2, 12, 50]) {
    const text = manifest(count);
    const ours = (): unknown => lint(kubernetes, fresh(text, (turn += 1)), options);
    compare(`manifest of ${count * 100} lines`, limits.yaml, ours, () => parseAllDocuments(fresh(text, (turn += 1))));
  }
  const composeRoom = await roomOf('compose');
  for (const count of [10, 100]) {
    const text = compose(count);
    const ours = (): unknown => lint(composeRoom, fresh(text, (turn += 1)));
    compare(`Compose file of ${count * 20} lines`, limits.yaml, ours, () =>
      parseAllDocuments(fresh(text, (turn += 1))),
    );
  }
}

/** One more letter in the middle of a manifest that is open: what the editor does for it, from the text to its findings. */
async function keystroke(): Promise<void> {
  const turns = 20;
  const room = await roomOf('kubernetes');
  const text = manifest(50);
  const path = 'shop.yaml';
  const around = { look: () => Promise.resolve(undefined), peers: warmIndex(room).peers };
  for (const [label, word] of [
    ['a letter', 'Good morning'],
    ['a letter that breaks it', 'value: "info"'],
  ] as const) {
    const at = text.indexOf(word, text.length / 2) + word.length;
    const times: number[] = [];
    let parts = readParts(room, text, path);
    await judgeAmong(room, parts, around, { path });
    for (let turn = 1; turn <= turns; turn += 1) {
      const typed = text.slice(0, at) + '"'.repeat(word.endsWith('"') ? 1 : 0) + 'x'.repeat(turn) + text.slice(at);
      const time = stopwatch();
      parts = readParts(room, typed, path, parts);
      entryOf(room, path, parts);
      await judgeAmong(room, parts, around, { path });
      times.push(time());
    }
    times.sort((a, b) => a - b);
    const median = times[turns / 2] ?? NaN;
    if (median > limits.keystroke) over.push(label);
    lines[`${label} in 5,000 lines`] =
      `${ms(median)} in the middle, ${ms(times[0] ?? NaN)} at best, ${ms(times[turns - 2] ?? NaN)} at worst but one`;
  }
}

/** What the index keeps of 2,000 manifests. */
async function memory(): Promise<void> {
  const room = await roomOf('kubernetes');
  const measure = (): number => {
    globalThis.gc?.();
    globalThis.gc?.();
    return process.memoryUsage().heapUsed;
  };
  const entry = (index: number): unknown => {
    const path = `k8s/shop-${index}.yaml`;
    return structuredClone(entryOf(room, path, readParts(room, manifest(1, index), path)));
  };
  entry(0);
  const before = measure();
  const kept = Array.from({ length: 2000 }, (_, index) => entry(index));
  const bytes = measure() - before;
  lines['index of 2,000 manifests'] =
    `${(bytes / 1e6).toFixed(1)} MB, ${(bytes / kept.length / 1000).toFixed(1)} kB a file`;
}

/** The cost of each room for a text of 1, 4 and 16 times the length. */
async function sizes(): Promise<void> {
  for (const entry of rooms) {
    const room = await entry.load();
    const long = longTexts[room.id];
    if (long === undefined) throw new Error(`There is no long text for ${room.id}.`);
    // Twenty thousand characters at first: a smaller one tells more of the clock.
    const parts = Math.ceil(20_000 / (long(20).length / 20));
    const texts = [1, 4, 16].map((times) => long(parts * times));
    let turn = 0;
    const judge = (text: string): unknown => lint(room, `${text}${' '.repeat((turn += 1) % 50)}`);
    const times = least(texts.map((text) => () => judge(text)));
    const each = times.map((time, index) => (time / (texts[index]?.length ?? 1)) * 1000);
    const growth = (each[2] ?? NaN) / (each[0] ?? NaN);
    lines[`  ${room.id}`] = `${times.map(ms).join(', ')}; a character costs ${growth.toFixed(2)} of what it did`;
  }
}

/** 3,000 files with the command line, a folder for ten of them. */
function manyFiles(folder: string, cli: string): void {
  for (let index = 0; index < 3000; index += 1) {
    const place = path.join(folder, 'many', `team-${Math.floor(index / 10)}`);
    mkdirSync(place, { recursive: true });
    writeFileSync(path.join(place, `shop-${index}.yaml`), manifest(1, index));
  }
  const start = performance.now();
  const given = ['--max-old-space-size=200', cli, 'lint', 'many'];
  const out = execFileSync(process.execPath, given, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const time = (performance.now() - start) / 1000;
  lines['3,000 files, 200 MB of heap'] =
    `${time.toFixed(1)} s, ${((time / 3000) * 1000).toFixed(1)} ms a file: ${out.trim().split('\n').at(-1) ?? ''}`;
}

async function main(): Promise<void> {
  const [folder = '', cli = ''] = process.argv.slice(2);
  await ratios();
  await keystroke();
  await memory();
  lines['sizes 1, 4 and 16'] = 'a text, four and sixteen of it';
  await sizes();
  manyFiles(folder, cli);
  process.stdout.write(JSON.stringify({ lines, isOver: over.length > 0 }));
}

void main();
