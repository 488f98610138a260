import assert from 'node:assert/strict';
import { exerciseOf, lessonOf } from '../../catalog';
import { contentOf } from '../../../src/core/course/content-hash';
import { streakOf } from '../../../src/core/course/days';
import { exercisePage, inert } from '../../../src/core/course/page';
import {
  checked,
  forgotten,
  hinted,
  isFinished,
  noProgress,
  quizzed,
  recordOf,
  remembered,
  reset,
  seenOnce,
  started,
  type Progress,
} from '../../../src/core/course/progress';
import { merge, readProgress } from '../../../src/core/course/progress-record';
import { checkExercise } from '../../../src/core/course/run';
import { labName } from '../../../src/core/lab';
import { never, scene, testClock, World } from './world';

const webs = exerciseOf('docker-two-webs');
const life = exerciseOf('docker-lifecycle');
const lesson = lessonOf(webs);
const verdictOf = (exercise: typeof webs, verdict: 'pass' | 'fail' | 'unknown') =>
  ({ exercise, verdict, conditions: [] }) as const;

describe('progress', () => {
  it('reads back what it stored and takes anything else for nothing done', () => {
    const progress = started(noProgress, webs.id, 5);
    assert.deepEqual(readProgress(JSON.parse(JSON.stringify(progress))), progress);
    for (const foreign of [undefined, null, 7, 'x', [], {}, { version: 3 }]) {
      assert.deepEqual(readProgress(foreign), noProgress);
    }
  });

  it('leaves out what is damaged and keeps the rest', () => {
    const exercises = { [webs.id]: { seen: 'x', passedAt: 7, hints: null }, [life.id]: 3 };
    const stored = { version: 1, exercises, quizzes: { [lesson.id]: { right: 'all' }, other: { right: 1, of: 2 } } };
    const progress = readProgress(stored);
    assert.deepEqual(recordOf(progress, webs.id), { seen: [], refused: 0, hints: 0, passedAt: 7 });
    assert.deepEqual(recordOf(progress, life.id), { seen: [], refused: 0, hints: 0 });
    assert.deepEqual(progress.quizzes, { other: { right: 1, of: 2, at: 0 } });
    assert.deepEqual(readProgress({ version: 1, exercises: 'x', quizzes: [] }), noProgress);
  });

  it('a lesson is finished when its core exercises have passed, extra ones do not count', () => {
    let progress: Progress = checked(noProgress, verdictOf(webs, 'pass'), [], 1);
    assert.equal(isFinished(progress, lesson), false);
    progress = checked(progress, verdictOf(life, 'pass'), [], 2, 'engine');
    assert.equal(isFinished(progress, lesson), true);
    assert.equal(recordOf(progress, life.id).engine, 'engine');
  });

  it('keeps the first pass, also when a later check refuses', () => {
    let progress = checked(noProgress, verdictOf(webs, 'pass'), [], 1);
    progress = checked(progress, verdictOf(webs, 'fail'), [], 9);
    const { passedAt, refused } = recordOf(progress, webs.id);
    assert.deepEqual([passedAt, refused], [1, 1]);
  });

  it('counts refusals only, not what could not be judged', () => {
    const progress = checked(noProgress, verdictOf(webs, 'unknown'), [], 1);
    assert.equal(recordOf(progress, webs.id).refused, 0);
  });

  it('reset forgets what was seen and keeps the pass', () => {
    let progress = started(noProgress, life.id, 1);
    progress = seenOnce(checked(progress, verdictOf(life, 'pass'), ['started'], 2), life.id, ['stopped']);
    assert.deepEqual(recordOf(progress, life.id).seen, ['started', 'stopped']);
    const { since, seen, passedAt } = recordOf(reset(progress, life.id), life.id);
    assert.deepEqual([since, seen, passedAt], [undefined, [], 2]);
  });

  it('starting again does not move the start; a reset does', () => {
    let progress = started(started(noProgress, webs.id, 1), webs.id, 2);
    assert.equal(recordOf(progress, webs.id).since, 1);
    progress = started(reset(progress, webs.id), webs.id, 3);
    assert.equal(recordOf(progress, webs.id).since, 3);
  });

  it('climbs three hints and no more', () => {
    let progress: Progress = noProgress;
    for (let count = 0; count < 5; count += 1) progress = hinted(progress, webs);
    assert.equal(recordOf(progress, webs.id).hints, 3);
  });

  it('keeps a quiz result', () => {
    assert.deepEqual(quizzed(noProgress, lesson.id, 2, 3, 7).quizzes, { [lesson.id]: { right: 2, of: 3, at: 7 } });
  });
});

describe('merging progress', () => {
  const passed = (at: number, progress: Progress = noProgress): Progress =>
    checked(started(progress, webs.id, at), verdictOf(webs, 'pass'), [], at);
  const both = (a: Progress, b: Progress): readonly Progress[] => [merge(a, b), merge(b, a)];
  const passedAt = (progress: Progress): number | undefined => recordOf(progress, webs.id).passedAt;
  const all = { exercises: [webs.id, life.id], lessons: [lesson.id] };

  it('keeps the passes of both machines, and of one exercise the first', () => {
    const other = checked(noProgress, verdictOf(life, 'pass'), [], 3);
    for (const merged of both(passed(5), other)) {
      assert.equal(passedAt(merged), 5);
      assert.equal(recordOf(merged, life.id).passedAt, 3);
    }
    for (const merged of both(passed(5), passed(2))) assert.equal(passedAt(merged), 2);
  });

  it('changes nothing when there is nothing new', () => {
    const progress = quizzed(passed(5), lesson.id, 1, 3, 6);
    assert.deepEqual(merge(progress, progress), progress);
    for (const merged of both(progress, noProgress)) assert.deepEqual(merged, progress);
  });

  it('takes the run that changed more often, and what was seen once by either of the same run', () => {
    const begun = started(noProgress, life.id, 1);
    const [here, there] = [seenOnce(begun, life.id, ['started']), seenOnce(begun, life.id, ['stopped'])];
    for (const merged of both(here, there)) {
      assert.deepEqual([...recordOf(merged, life.id).seen].sort(), ['started', 'stopped']);
    }
    const again = reset(here, life.id);
    for (const merged of both(again, begun)) assert.deepEqual(recordOf(merged, life.id).seen, []);
  });

  it('a reset of the progress takes older passes away on every machine, but none that came after it', () => {
    const gone = forgotten(passed(5), all, 9);
    for (const merged of both(gone, passed(5))) assert.equal(passedAt(merged), undefined);
    for (const merged of both(gone, passed(12))) assert.equal(passedAt(merged), 12);
  });

  it('a pass after a reset counts though the clock was set back', () => {
    const again = passed(4, forgotten(passed(5), all, 9));
    for (const merged of both(again, passed(5))) assert.equal(passedAt(merged), 4);
  });

  it('a reset that was undone is undone on every machine', () => {
    const before = quizzed(passed(5), lesson.id, 2, 3, 6);
    const gone = forgotten(before, all, 9);
    assert.equal(gone.quizzes[lesson.id]?.of, 0);
    const back = remembered(gone, before, 10);
    assert.equal(passedAt(back), 5);
    assert.equal(back.quizzes[lesson.id]?.right, 2);
    for (const merged of both(back, gone)) {
      assert.equal(passedAt(merged), 5);
      assert.equal(merged.quizzes[lesson.id]?.right, 2);
    }
  });

  it('counts the days in a row, today or up to yesterday', () => {
    const now = new Date(2026, 2, 30, 1).getTime();
    assert.equal(streakOf(['2026-03-27', '2026-03-28', '2026-03-29', '2026-03-30'], now), 4);
    assert.equal(streakOf(['2026-03-28', '2026-03-29'], now), 2);
    assert.equal(streakOf(['2026-03-28'], now), 0);
    assert.equal(streakOf([], now), 0);
    assert.deepEqual(passed(now).days, ['2026-03-30']);
  });

  it('remembers what the exercise was, not how it is told', () => {
    const { content } = recordOf(passed(5), webs.id);
    assert.equal(content, contentOf(webs));
    assert.match(content, /^[0-9a-f]{8}$/);
    assert.notEqual(contentOf({ ...webs, conditions: webs.conditions.slice(1) }), content);
    assert.equal(contentOf({ ...webs, hints: life.hints }), content);
  });
});

describe('exercise page', () => {
  it('shows tasks, every condition with its reason, and the hints so far, in both languages', async () => {
    const world = new World().put({ source: 'http', port: 8081, path: '/' }, { failure: 'refused' });
    const { verdict } = await checkExercise(webs, [], world.observers, scene(webs.id), testClock(), never);
    const record = { seen: [], refused: 1, hints: 2 };
    for (const language of ['en', 'zh'] as const) {
      const page = exercisePage(webs, record, verdict, language);
      for (const task of webs.tasks) assert.ok(page.includes(task[language]));
      for (const one of verdict.conditions) {
        assert.ok(page.includes(one.condition.title[language]));
        if (one.verdict === 'fail') assert.ok(page.includes(one.told.text[language]));
      }
      assert.ok(page.includes(webs.hints[1][language]));
      assert.ok(!page.includes(webs.hints[2][language]));
    }
  });

  it('offers the practice lab where an engine is missing, and only there', async () => {
    const offer = '(command:tutor.lab.start)';
    const record = { seen: [], refused: 1, hints: 0 };
    const pageOf = async (world: World): Promise<string> => {
      const { verdict } = await checkExercise(webs, [], world.observers, scene(webs.id), testClock(), never);
      return exercisePage(webs, record, verdict, 'en');
    };
    const missing = new World().blind({ source: 'engine' });
    assert.ok((await pageOf(missing)).includes(offer));
    assert.ok(!(await pageOf(new World())).includes(offer));
  });

  it('says where it was passed: the lab in the words of the page, an engine in its own', () => {
    const pageOf = (engine: string, language: 'en' | 'zh'): string =>
      exercisePage(webs, { seen: [], refused: 0, hints: 0, passedAt: 1, engine }, undefined, language);
    assert.match(pageOf(`${labName} 26.1.5`, 'en'), /✔ passed \(practice lab\)/);
    assert.match(pageOf(`${labName} 26.1.5`, 'zh'), /✔ 已通过（练习环境）/);
    assert.match(pageOf('Docker Engine 28', 'zh'), /✔ 已通过（Docker Engine 28）/);
  });

  it('lets no link, picture or HTML out of what an engine says', () => {
    assert.equal(inert('Run `docker ps [x]`.'), 'Run `docker ps [x]`.');
    assert.equal(
      inert('said: ![x](https://e.example/p) <img src=x>'),
      'said: !\\[x](https://e.example/p) \\<img src=x>',
    );
    assert.equal(inert('odd ` ![x](y)'), "odd ' !\\[x](y)");
    assert.equal(inert('run `` ![x](y) `` end'), "run ' !\\[x](y) ' end");
    assert.equal(inert('two\n\n# lines'), 'two # lines');
  });

  it('cannot be broken by what was found', () => {
    const condition = webs.conditions[0];
    assert.ok(condition);
    const mismatches = [
      { path: '', expected: { en: 'x', zh: 'x' }, found: 'a `b` ``c``\n# heading', keys: [] },
      { path: 'name', expected: { en: 'y', zh: 'y' }, found: '', keys: [] },
    ];
    const text = { en: 'no', zh: '否' };
    const verdict = {
      exercise: webs,
      verdict: 'fail',
      conditions: [{ condition, verdict: 'fail', told: { id: 'plain', text }, mismatches }],
    } as const;
    const page = exercisePage(webs, { seen: [], refused: 1, hints: 0 }, verdict, 'en');
    assert.match(page, /``` a `b` ``c`` # heading ```/);
    assert.match(page, /`name`: .* `""`/);
  });
});
