import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  catalogWithOwn,
  exerciseFolders,
  rememberedCatalog,
  shippedFolder,
  workspaceObservers,
  type CatalogWithOwn,
} from '../../../../src/backends/workspace';
import { tutor } from '../../../../src/cli/tutor';
import { exerciseIn } from '../../../../src/core/course/catalog';
import type { Observers } from '../../../../src/core/course/check';
import type { ExerciseVerdict } from '../../../../src/core/course/judge';
import { checkExercise } from '../../../../src/core/course/run';
import { readOwnLesson } from '../../../../src/features/course/own-lesson';
import { never, testClock } from '../world';
import { home } from './sample';

const content = path.resolve('walkthroughs');
const id = 'team-service-file';

describe('a course of one’s own on disk', () => {
  let work: string;
  before(async () => {
    work = await mkdtemp(path.join(tmpdir(), 'tutor-own-'));
  });
  after(() => rm(work, { recursive: true, force: true }));

  /** A copy of the sample course, to be changed. */
  async function copyOf(name: string): Promise<string> {
    const to = path.join(work, name);
    await cp(home, to, { recursive: true });
    return to;
  }

  async function judge(catalog: CatalogWithOwn, folder: string): Promise<ExerciseVerdict> {
    const observers = workspaceObservers({ isUnsaved: () => false }) as Observers;
    const scene = { exercise: id, folder, since: 0 };
    return (await checkExercise(exerciseIn(catalog, id), [], observers, scene, testClock(), never)).verdict;
  }

  it('is found, started, checked and reset', async () => {
    const remembered = rememberedCatalog();
    const catalog = await remembered.read([home]);
    assert.deepEqual(catalog.problems, []);
    const exercise = exerciseIn(catalog, id);
    const lesson = catalog.lessonOf(exercise);
    assert.equal(lesson.folder, path.join(home, '.tutor', 'first-service'));
    assert.ok(catalog.exercise('docker-two-webs') !== undefined);

    const folders = exerciseFolders(content, remembered.last, path.join(work, 'backups'));
    const folder = folders.folderOf(exercise, work);
    assert.equal(await folders.start(exercise, work), 'created');
    const first = await judge(catalog, folder);
    assert.equal(first.verdict, 'fail');
    const [port] = first.conditions;
    assert.equal(port?.verdict === 'fail' && port.told.text.en, 'The port is 80, not 8080.');

    const [file] = await folders.solution(exercise, work);
    assert.equal(file?.name, 'service.yaml');
    await cp(shippedFolder(content, lesson, exercise, 'solution'), folder, { recursive: true });
    assert.equal((await judge(catalog, folder)).verdict, 'pass');
    await cp(path.join(shippedFolder(content, lesson, exercise, 'alternatives'), 'one-line'), folder, {
      recursive: true,
    });
    assert.equal((await judge(catalog, folder)).verdict, 'pass');

    for (const { name, refusedBy, told } of exercise.mutants) {
      await cp(path.join(shippedFolder(content, lesson, exercise, 'mutants'), name), folder, { recursive: true });
      const open = (await judge(catalog, folder)).conditions.find((one) => one.verdict !== 'pass');
      assert.ok(open?.verdict === 'fail', name);
      assert.deepEqual([open.condition.id, open.told.id], [refusedBy, told]);
    }

    await folders.reset(exercise, work);
    assert.match(await readFile(path.join(folder, 'service.yaml'), 'utf8'), /port: 80$/m);
    assert.equal((await judge(catalog, folder)).verdict, 'fail');
  });

  it('is none where there is no .tutor', async () => {
    const { own, problems, tracks } = await catalogWithOwn([work, path.join(work, 'nowhere')]);
    assert.deepEqual([own, problems, tracks.length > 0], [[], [], true]);
  });

  it('does not take ids of another folder of the workspace', async () => {
    const { own, problems } = await catalogWithOwn([home, await copyOf('twin')]);
    assert.equal(own.length, 1);
    assert.deepEqual(
      problems.map((one) => one.code),
      ['id-taken'],
    );
    assert.equal(problems[0]?.file, path.join(work, 'twin', '.tutor', 'course.yaml'));
  });

  it('follows no link out of it', async () => {
    const linked = await copyOf('linked');
    const secret = path.join(work, 'secret.md');
    await writeFile(secret, 'secret');
    const lesson = path.join(linked, '.tutor', 'first-service');
    await rm(path.join(lesson, 'lesson.md'));
    await symlink(secret, path.join(lesson, 'lesson.md'));
    const { own, problems } = await catalogWithOwn([linked]);
    assert.deepEqual(own, []);
    assert.deepEqual(problems.map((one) => one.code).sort(), ['file-missing', 'link']);
    assert.equal(await readOwnLesson(lesson, 'en'), '');

    const whole = path.join(work, 'whole');
    await mkdir(whole);
    await symlink(path.join(home, '.tutor'), path.join(whole, '.tutor'));
    const outer = await catalogWithOwn([whole]);
    assert.deepEqual([outer.own, outer.problems.map((one) => one.code)], [[], ['link']]);
  });

  it('reads no more than a course may hold', async () => {
    const large = await copyOf('large');
    await writeFile(path.join(large, '.tutor', 'first-service', 'lesson.yaml'), '#'.repeat(300 * 1024));
    const first = await catalogWithOwn([large]);
    assert.deepEqual([first.own, first.problems.map((one) => one.code)], [[], ['too-large']]);

    const deep = await copyOf('deep');
    await mkdir(path.join(deep, '.tutor', ...Array.from({ length: 12 }, () => 'x')), { recursive: true });
    const second = await catalogWithOwn([deep]);
    assert.ok(second.problems.some((one) => one.code === 'too-many-files'));
    assert.equal(second.own.length, 1);
  });

  it('falls back to the English page, without HTML and with its figures', async () => {
    const course = await copyOf('pages');
    const lesson = path.join(course, '.tutor', 'first-service');
    assert.match(await readOwnLesson(lesson, 'zh'), /^# 我们的服务文件/);
    await rm(path.join(lesson, 'lesson.nls.zh-cn.md'));
    assert.match(await readOwnLesson(lesson, 'zh'), /^# Our service file/);
    await writeFile(path.join(lesson, 'a.svg'), '<svg/>');
    await writeFile(path.join(lesson, 'lesson.md'), '![a](a.svg) ![b](b.svg) <script>');
    const page = await readOwnLesson(lesson, 'en');
    assert.equal(page, '![a](data:image/svg+xml;base64,PHN2Zy8+) ![b](b.svg) &lt;script>');
  });

  describe('on the command line', () => {
    async function run(...argv: readonly string[]) {
      const said = { out: '', err: '' };
      const io = {
        stdout: (text: string) => void (said.out += text),
        stderr: (text: string) => void (said.err += text),
        cwd: work,
      };
      return { code: await tutor(argv, io, 'en_GB.UTF-8'), ...said };
    }

    it('is checked', async () => {
      const folder = path.join(home, '.tutor', 'first-service', id, 'solution');
      const passed = await run('check', id, '--course', home, '--folder', folder);
      assert.deepEqual([passed.code, passed.err], [0, '']);
      assert.match(passed.out, /team-service-file: pass/);
      assert.equal((await run('check', id, '--folder', folder)).code, 2);
    });

    it('is proved without an engine', async () => {
      const { code, out, err } = await run('verify', '--course', path.join(home, '.tutor'));
      assert.deepEqual([code, err], [0, ''], out);
      assert.match(
        out,
        /ok {3}team-service-file: mutant password[\s\S]*ok {3}team-service-file: reset\n7 passed, 0 failed/,
      );
    });

    it('tells its problems, and that there is none', async () => {
      const bad = await copyOf('bad');
      await writeFile(path.join(bad, '.tutor', 'course.yaml'), 'tracks: []\n');
      const { code, err } = await run('verify', '--course', 'bad');
      assert.equal(code, 1);
      assert.match(err, /^bad\/\.tutor\/course\.yaml:1: wrong: `tracks` is a list of 1 to 20, found a list/);
      assert.match((await run('verify', '--course', '.')).err, /There is no course in /);
    });

    it('says that verify runs scripts of the course', async () => {
      assert.match((await run('--help')).out, /RUNS its steps\.sh/);
      assert.match((await run('--help', '--lang', 'zh-cn')).out, /运行其中的 steps\.sh/);
    });
  });
});
