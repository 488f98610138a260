import assert from 'node:assert/strict';
import fc from 'fast-check';
import { exerciseOf, lessonOf, tracks as course } from '../../catalog';
import { beginOf, dayPlus, isDay, mondayFrom } from '../../../src/core/course/days';
import type { Lesson, Track } from '../../../src/core/course/lesson';
import { endOf, lessonMinutes, planOf, type Plan } from '../../../src/core/course/plan';
import { planMarkdown } from '../../../src/core/course/plan-markdown';
import { checked, noProgress, type Progress } from '../../../src/core/course/progress';
import { summarize, type Summary } from '../../../src/core/course/summary';

const webs = exerciseOf('docker-two-webs');
/** A lesson that takes so long, with an exercise of its own. */
const lesson = (name: string, minutes: number): Lesson => ({
  ...lessonOf(webs),
  id: `test/${name}`,
  title: { en: `Lesson ${name}`, zh: `课程 ${name}` },
  minutes,
  exercises: [{ ...webs, id: `test-${name}`, core: true }],
});
const project = { en: 'something that runs', zh: '能运行的东西' };
const track = (...lessons: readonly Lesson[]): Track => ({
  id: 'test',
  title: { en: 'Test', zh: '测试' },
  lessons,
  project,
});
const pass = (progress: Progress, name: string, at: string): Progress =>
  checked(
    progress,
    { exercise: { ...webs, id: `test-${name}` }, verdict: 'pass', conditions: [] },
    [],
    beginOf(at) + 43_200_000,
  );
const idsOf = ({ weeks }: Plan): readonly (readonly string[])[] =>
  weeks.map((week) => week.lessons.map((one) => one.id.slice(5)));

describe('days of a plan', () => {
  it('are days of the calendar', () => {
    for (const good of ['2026-12-07', '2028-02-29', '1999-01-01']) assert.ok(isDay(good), good);
    for (const bad of [
      '',
      '2026-02-30',
      '2027-02-29',
      '12/07/2026',
      '2026-12-7',
      '2026-13-01',
      '0000-00-00',
      ' 2026-12-07',
    ])
      assert.ok(!isDay(bad), bad);
  });

  it('go over months, years and the change to summer time', () => {
    assert.equal(dayPlus('2026-12-31', 1), '2027-01-01');
    assert.equal(dayPlus('2028-02-28', 2), '2028-03-01');
    assert.equal(dayPlus('2027-03-27', 1), '2027-03-28');
    assert.equal(dayPlus('2027-03-28', 1), '2027-03-29');
    assert.equal(dayPlus('2026-10-25', 7), '2026-11-01');
    assert.equal(dayPlus('2027-01-01', -1), '2026-12-31');
  });

  it('have a Monday that is not over', () => {
    const days = ['2026-12-05', '2026-12-06', '2026-12-07', '2026-12-08'];
    assert.deepEqual(days.map(mondayFrom), ['2026-12-07', '2026-12-07', '2026-12-07', '2026-12-14']);
  });
});

describe('a plan', () => {
  const start = '2027-03-08';

  it('keeps every lesson once, in order, and no week over its hours, whatever the lessons, hours and start', () => {
    const minutes = fc.array(fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 12 }), { maxLength: 4 });
    const hours = fc.oneof(fc.constantFrom(1, 3, 15, 40, 60), fc.double({ min: 1, max: 60, noNaN: true }));
    const day = fc.integer({ min: 0, max: 3000 }).map((count) => dayPlus('2026-11-21', count));
    fc.assert(
      fc.property(minutes, hours, day, (all, hoursPerWeek, first) => {
        const tracks = all.map((some, row) => track(...some.map((long, index) => lesson(`${row}-${index}`, long))));
        const { weeks } = planOf(tracks, noProgress, { hoursPerWeek, start: first });
        const lessons = tracks.flatMap((one) => one.lessons);
        assert.deepEqual(
          weeks.flatMap((week) => week.lessons.map((one) => one.id)),
          lessons.map((one) => one.id),
        );
        const capacity = lessonMinutes(hoursPerWeek);
        let [next, number] = [first, 1];
        for (const week of weeks) {
          assert.equal(week.from, next);
          assert.equal(week.number, number);
          assert.equal(week.to, dayPlus(week.from, week.weeks * 7 - 1));
          assert.ok(week.minutes <= week.weeks * capacity + 1e-6, JSON.stringify(week));
          const [longest] = week.lessons;
          assert.ok(week.weeks === 1 || (longest?.minutes ?? 0) > (week.weeks - 1) * capacity);
          next = dayPlus(week.to, 1);
          number += week.weeks;
        }
        assert.equal(weeks.flatMap((week) => week.ends).length, tracks.filter((one) => one.lessons.length > 0).length);
      }),
      { numRuns: 200 },
    );
  });

  it('a lesson that does not fit into the rest of a week waits for the next one', () => {
    const plan = planOf([track(lesson('a', 40), lesson('b', 30), lesson('c', 30))], noProgress, {
      hoursPerWeek: 3,
      start,
    });
    assert.deepEqual(idsOf(plan), [['a'], ['b', 'c']]);
  });

  it('a lesson that is longer than a week takes several, and what fits comes after it', () => {
    const lessons = [lesson('a', 10), lesson('b', 50), lesson('c', 10), lesson('d', 20)];
    const plan = planOf([track(...lessons)], noProgress, { hoursPerWeek: 1, start });
    assert.deepEqual(idsOf(plan), [['a'], ['b', 'c'], ['d']]);
    assert.deepEqual(
      plan.weeks.map((one) => [one.number, one.weeks, one.from, one.to]),
      [
        [1, 1, '2027-03-08', '2027-03-14'],
        [2, 3, '2027-03-15', '2027-04-04'],
        [5, 1, '2027-04-05', '2027-04-11'],
      ],
    );
    assert.equal(endOf(plan), '2027-04-11');
  });

  it('leaves out what was finished before its first day, and keeps what is finished later in its week', () => {
    const tracks = [track(lesson('a', 60), lesson('b', 60), lesson('c', 60))];
    const progress = pass(pass(noProgress, 'a', '2027-03-07'), 'b', start);
    assert.deepEqual(idsOf(planOf(tracks, progress, { hoursPerWeek: 3, start })), [['b'], ['c']]);
    const all = pass(progress, 'c', '2027-03-07');
    assert.deepEqual(idsOf(planOf(tracks, all, { hoursPerWeek: 3, start })), [['b']]);
    assert.deepEqual(planOf([track()], all, { hoursPerWeek: 3, start }).weeks, []);
  });

  it('of this course ends the stage Linux in week 4 and Docker in week 6, at 15 hours a week', () => {
    const some = course.filter((one) => ['start', 'linux', 'docker'].includes(one.id));
    const { weeks } = planOf(some, noProgress, { hoursPerWeek: 15, start });
    assert.deepEqual(
      weeks.flatMap((week) => week.ends.map((end) => [end.title.en, week.number])),
      [
        ['Linux foundations', 4],
        ['Docker', 6],
      ],
    );
  });

  describe('as Markdown', () => {
    const tracks = [track(lesson('a', 60), lesson('b', 130))];
    const plan = planOf(tracks, noProgress, { hoursPerWeek: 3, start });
    const english = planMarkdown(plan, 'en', (id) => id === 'test/a');
    const chinese = planMarkdown(plan, 'zh', () => false);

    it('has its dates, lessons, project and a review for each week', () => {
      assert.match(english, /^# My learning plan\n\n3 h a week, from 2027-03-08 to 2027-04-04\.\n/);
      assert.match(english, /\n## Week 1: 2027-03-08 to 2027-03-14\n/);
      assert.match(english, /\n- \[x\] Lesson a \(`test\/a`, 1 h\)\n/);
      assert.match(english, /\n## Weeks 2 to 4: 2027-03-15 to 2027-04-04\n/);
      assert.match(
        english,
        /\n- \[ \] Lesson b \(`test\/b`, 2 h 10 min\)\n- \[ \] Project that ends “Test”: something/,
      );
      assert.deepEqual(
        [...english.matchAll(/review by (\S+):.*week-(\d+)/g)].map(([, day, week]) => [day, week]),
        [
          ['2027-03-14', '01'],
          ['2027-03-21', '02'],
          ['2027-03-28', '03'],
          ['2027-04-04', '04'],
        ],
      );
    });

    it('says the same in Chinese', () => {
      const shape = (text: string): readonly string[] =>
        text.split('\n').map((line) => /^(#+|- \[.\])?/.exec(line)?.[0] ?? '');
      assert.deepEqual(shape(chinese), shape(planMarkdown(plan, 'en', () => false)));
      assert.match(chinese, /第 2–4 周：2027-03-15 至 2027-04-04/);
      for (const text of [english, chinese]) assert.doesNotMatch(text, /[{}]|undefined|NaN/);
    });

    it('says that nothing is left', () => {
      const empty = planOf([], noProgress, { hoursPerWeek: 3, start });
      assert.match(
        planMarkdown(empty, 'en', () => false),
        /nothing left to plan/,
      );
    });
  });

  describe('on the progress page', () => {
    const tracks = [track(lesson('a', 60), lesson('b', 60), lesson('c', 60))];
    const planAt = (day: string, progress: Progress = noProgress, of = tracks): Summary['plan'] =>
      summarize(of, progress, { now: beginOf(day) + 43_200_000, hoursPerWeek: 3, planStart: start }).plan;

    it('shows the week that holds the day', () => {
      const ids = ['2027-03-08', '2027-03-14', '2027-03-15', '2027-03-28'].map(
        (day) => planAt(day)?.week?.lessons[0]?.id,
      );
      assert.deepEqual(ids, ['test/a', 'test/a', 'test/b', 'test/c']);
      assert.equal(planAt('2027-03-28')?.week?.ends[0]?.project, project);
      assert.equal(planAt('2027-03-08')?.weeks, 3);
    });

    it('shows the first week before it begins, and none after its end', () => {
      const before = planAt('2027-03-01');
      assert.deepEqual([before?.when, before?.week?.number], ['before', 1]);
      const after = planAt('2027-03-29');
      assert.deepEqual([after?.when, after?.week, after?.to], ['after', undefined, '2027-03-28']);
    });

    it('is even in its first week, behind when a week is over, ahead when a later lesson is finished', () => {
      const a = pass(noProgress, 'a', start);
      assert.deepEqual(planAt('2027-03-14')?.pace, { is: 'even' });
      const title = { en: 'Lesson a', zh: '课程 a' };
      assert.deepEqual(planAt('2027-03-15')?.pace, { is: 'behind', lessons: 1, first: { id: 'test/a', title } });
      assert.deepEqual(planAt('2027-03-15', a)?.pace, { is: 'even' });
      assert.deepEqual(planAt('2027-03-14', pass(a, 'b', start))?.pace, { is: 'ahead', lessons: 1 });
      const late = planAt('2027-03-15', pass(noProgress, 'c', start))?.pace;
      assert.equal(late?.is, 'behind');
    });

    it('a lesson that is only read is never late', () => {
      const read = { ...lesson('a', 60), exercises: [] };
      assert.deepEqual(planAt('2027-03-15', noProgress, [track(read, lesson('b', 60))])?.pace, { is: 'even' });
    });

    it('is none when everything was finished before', () => {
      const done = ['a', 'b', 'c'].reduce((all, name) => pass(all, name, '2027-03-01'), noProgress);
      assert.equal(planAt('2027-03-09', done), undefined);
    });
  });
});
