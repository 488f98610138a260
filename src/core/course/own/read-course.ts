import type { Args, Text } from '../../text';
import type { Exercise, Lesson, Track } from '../lesson';
import { lessonFile } from './lesson-file';
import { Log, type CourseProblem } from './problem';
import { complain, list, required, table, type Taker } from './take';
import { readTree, type Item } from './tree';
import { aText, anId, id, title } from './words';

/** A file of `.tutor`: its path relative to it, and its text where it is YAML or Markdown. */
export type CourseFile = { readonly path: string; readonly text?: string };

/** Something wrong that the reader of the disk has met: what readCourse says of it is in its sentence. */
export type DiskProblem = {
  readonly file: string;
  readonly code: 'link' | 'too-large' | 'too-many-files' | 'unreadable';
  readonly args: Args;
};

/** The ids that are taken: of tracks, and of exercises. */
export type KnownIds = { readonly tracks: readonly string[]; readonly exercises: readonly string[] };

/** A course of one's own: what of it can be used, and what is wrong with the rest. */
export type OwnCourse = { readonly tracks: readonly Track[]; readonly problems: readonly CourseProblem[] };

type Plan = { readonly id: string; readonly title: Text; readonly lessons: readonly Listed[] };
type Listed = { readonly id: string; readonly line: number };
type Bench = {
  readonly log: Log;
  readonly paths: readonly string[];
  readonly texts: ReadonlyMap<string, string | undefined>;
  /** The ids of exercises that are taken by now. */
  readonly taken: Set<string>;
};

const courseFile = 'course.yaml';

/** Reads a course of one's own out of its files. A lesson with a problem is left out, the others are not. */
export async function readCourse(
  files: readonly CourseFile[],
  known: KnownIds,
  met: readonly DiskProblem[] = [],
): Promise<OwnCourse> {
  const log = new Log();
  for (const { file, code, args } of met) log.add(file, 1, code, args);
  const texts = new Map(files.map((one) => [one.path, one.text]));
  const bench: Bench = { log, paths: [...texts.keys()], texts, taken: new Set(known.exercises) };
  const unread = met.some((one) => one.file === '' || one.file === courseFile);
  const plans = unread && !texts.has(courseFile) ? [] : await readPlans(bench);
  const seen = new Set(known.tracks);
  const placed = new Set<string>();
  const tracks: Track[] = [];
  for (const { plan, line } of plans) {
    if (seen.has(plan.id)) log.add(courseFile, line, 'id-taken', { found: plan.id });
    else tracks.push(await readTrack(plan, bench, placed));
    seen.add(plan.id);
    for (const one of plan.lessons) placed.add(one.id);
  }
  if (plans.length > 0) tellUnlisted(bench, placed);
  return { tracks: tracks.filter((one) => one.lessons.length > 0), problems: log.problems };
}

const listed: Taker<Listed> = (item, spot) => {
  const found = id(item, spot);
  return found === undefined ? undefined : { id: found, line: item.line };
};

const plan: Taker<Plan> = table({
  id: required(id, anId),
  title: required(title, aText),
  lessons: required(list(listed, 1, 100), { en: 'a list of the folders of its lessons', zh: '课程文件夹的列表' }),
});

const placedPlan: Taker<{ readonly plan: Plan; readonly line: number }> = (item, spot) => {
  const found = plan(item, spot);
  return found === undefined ? undefined : { plan: found, line: item.line };
};

async function readPlans(bench: Bench) {
  const text = bench.texts.get(courseFile);
  if (text === undefined) {
    if (!bench.texts.has(courseFile)) bench.log.add(courseFile, 1, 'no-course');
    return [];
  }
  const tree = await readTree(courseFile, text, bench.log);
  if (tree === undefined) return [];
  const spot = { file: courseFile, key: courseFile, log: bench.log };
  // One bad track does not take the others away.
  const good: { readonly plan: Plan; readonly line: number }[] = [];
  const each: Taker<true> = (item, at) => {
    const found = placedPlan(item, at);
    if (found !== undefined) good.push(found);
    return true;
  };
  table({ tracks: required(list(each, 1, 20), { en: 'a list of tracks', zh: '学习路线的列表' }) })(tree, spot);
  return good;
}

async function readTrack(one: Plan, bench: Bench, placed: ReadonlySet<string>): Promise<Track> {
  const lessons: Lesson[] = [];
  const mine = new Set(placed);
  for (const { id: name, line } of one.lessons) {
    if (mine.has(name)) bench.log.add(courseFile, line, 'id-taken', { found: name });
    else {
      const lesson = await readLesson(one.id, name, line, bench);
      if (lesson !== undefined) lessons.push(lesson);
    }
    mine.add(name);
  }
  return { id: one.id, title: one.title, lessons };
}

async function readLesson(track: string, name: string, line: number, bench: Bench): Promise<Lesson | undefined> {
  const { log, texts } = bench;
  const file = `${name}/lesson.yaml`;
  const before = log.count;
  for (const needed of ['lesson.yaml', 'lesson.md']) {
    if (!texts.has(`${name}/${needed}`)) {
      log.add(courseFile, line, 'file-missing', { path: `${name}/${needed}`, why: reasons[needed] ?? needed });
    }
  }
  const text = texts.get(file);
  const tree = text === undefined ? undefined : await readTree(file, text, log);
  const found = tree && lessonFile(tree, { file, key: 'lesson.yaml', log });
  if (tree === undefined || found === undefined) return undefined;
  found.exercises.forEach((exercise, index) => {
    const at = exerciseLine(tree, index);
    checkId(exercise, track, { file, line: at, bench });
    bench.taken.add(exercise.id);
    checkFolders(exercise, name, { file, line: at, bench });
  });
  return log.count > before ? undefined : { ...found, id: `${track}/${name}` };
}

const reasons: Readonly<Record<string, Text>> = {
  'lesson.yaml': { en: 'it describes the lesson', zh: '它描述这一课' },
  'lesson.md': { en: 'it is what the learner reads', zh: '它是学员阅读的正文' },
  starter: { en: 'every exercise has a starter with at least one file', zh: '每个练习都要有含至少一个文件的初始状态' },
  solution: { en: 'every exercise has a solution', zh: '每个练习都要有参考答案' },
  mutant: { en: 'every mutant is a folder', zh: '每个错误做法都是一个文件夹' },
};

type Here = { readonly file: string; readonly line: number; readonly bench: Bench };

function checkId({ id: mine }: Exercise, track: string, { file, line, bench }: Here): void {
  const spot = { file, key: 'id', log: bench.log };
  if (!mine.startsWith(`${track}-`)) complain(spot, line, 'id-prefix', { prefix: `${track}-`, found: mine });
  if (bench.taken.has(mine)) complain(spot, line, 'id-taken', { found: mine });
}

function checkFolders({ id: mine, mutants }: Exercise, lesson: string, { file, line, bench }: Here): void {
  const need = (path: string, why: string): void => {
    const whole = `${lesson}/${mine}/${path}`;
    if (bench.paths.some((one) => one.startsWith(`${whole}/`))) return;
    bench.log.add(file, line, 'file-missing', { path: whole, why: reasons[why] ?? why });
  };
  need('starter', 'starter');
  need('solution', 'solution');
  for (const { name } of mutants) need(`mutants/${name}`, 'mutant');
}

function exerciseLine(tree: Item, index: number): number {
  const all = tree.kind === 'table' ? tree.entries.find((one) => one.key === 'exercises')?.item : undefined;
  return (all?.kind === 'list' ? all.items[index]?.line : undefined) ?? tree.line;
}

function tellUnlisted({ paths, log }: Bench, placed: ReadonlySet<string>): void {
  for (const file of paths) {
    const [name = '', last, ...more] = file.split('/');
    if (last === 'lesson.yaml' && more.length === 0 && !placed.has(name)) {
      log.add(file, 1, 'lesson-unlisted', { found: name });
    }
  }
}
