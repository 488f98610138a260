import assert from 'node:assert/strict';
import { exerciseOf, lessonOf } from '../../catalog';
import type { Lesson, Track } from '../../../src/core/course/lesson';
import { checked, forgotten, noProgress, quizzed, started, type Progress } from '../../../src/core/course/progress';
import { hours, hoursFrom, summarize, type LessonSummary } from '../../../src/core/course/summary';
import { readFromPage, readToPage } from '../../../src/core/course/summary-messages';
import { summaryWords } from '../../../src/core/course/summary-words';

// A Saturday; its week began on Monday, the 16th.
const now = new Date(2026, 10, 21, 20, 0).getTime();
const day = 86_400_000;
const webs = exerciseOf('docker-two-webs');
const life = exerciseOf('docker-lifecycle');
const kernel = exerciseOf('docker-same-kernel');
const loop = exerciseOf('docker-log-loop');
// A small course of its own, so that a new exercise of the product's course changes nothing here.
const first: Lesson = { ...lessonOf(kernel), minutes: 35, exercises: [kernel] };
const commands: Lesson = { ...lessonOf(webs), minutes: 70, exercises: [webs, loop, life] };
const docker: Track = { id: 'docker', title: { en: 'Docker', zh: 'Docker' }, lessons: [first, commands] };
const tracks: readonly Track[] = [docker];

const pass = (progress: Progress, exercise: typeof webs, at: number, engine?: string): Progress =>
  checked(progress, { exercise, verdict: 'pass', conditions: [] }, [], at, engine);
const sum = (progress: Progress, hoursPerWeek: number = hours.usual, of = tracks) =>
  summarize(of, progress, { now, hoursPerWeek });
const lessonIn = (progress: Progress, id: string): LessonSummary =>
  sum(progress)
    .tracks.flatMap((track) => track.lessons)
    .find((one) => one.id === id) ?? assert.fail(id);

describe('summary', () => {
  it('of nothing: everything is open and the first core exercise is next', () => {
    const { begun, total, next, streak, week } = sum(noProgress);
    assert.equal(begun, false);
    assert.equal(total.minutesDone, 0);
    assert.equal(total.minutesLeft, total.minutes);
    assert.equal(streak, 0);
    assert.equal(next?.why, 'core');
    assert.equal(next.exercise.id, kernel.id);
    assert.equal(week.minutes, 0);
  });

  it('is plain JSON', () => {
    const all = sum(quizzed(pass(noProgress, webs, now, 'Docker 29'), commands.id, 3, 5, now));
    assert.deepEqual(JSON.parse(JSON.stringify(all)), all);
  });

  it('counts the minutes of what passed, and a finished lesson wholly', () => {
    const one = pass(noProgress, webs, now);
    assert.equal(lessonIn(one, commands.id).minutesDone, webs.minutes);
    assert.equal(lessonIn(one, commands.id).state, 'working');
    const both = pass(one, life, now);
    assert.equal(lessonIn(both, commands.id).minutesDone, commands.minutes);
    assert.equal(lessonIn(both, commands.id).state, 'finished');
    const { count } = sum(both).tracks[0] ?? assert.fail();
    assert.equal(count.lessonsFinished, 1);
    assert.equal(count.exercisesPassed, 2);
    assert.equal(count.minutesDone, commands.minutes);
  });

  it('a lesson that is only read is neither done nor left', () => {
    const read: Lesson = { ...commands, id: 'docker/read', exercises: [] };
    const { total, tracks: summed, next } = sum(noProgress, 15, [{ ...docker, lessons: [read] }]);
    assert.equal(summed[0]?.lessons[0]?.state, 'reading');
    assert.equal(total.minutesLeft, 0);
    assert.equal(total.lessons, 0);
    assert.equal(next, undefined);
  });

  it('a lesson never counts more than its own minutes', () => {
    const short = { ...commands, minutes: 5 };
    const { total } = sum(pass(noProgress, webs, now), 15, [{ ...docker, lessons: [short] }]);
    assert.equal(total.minutesDone, 5);
  });

  it('says how long what is left takes, and until when', () => {
    const slow = sum(noProgress, 1);
    assert.equal(slow.total.minutesLeft, 105);
    // A third of an hour a week is for lessons.
    assert.equal(slow.weeksLeft, 5.25);
    assert.equal(slow.doneOn, '2026-12-28');
    const done = sum(docker.lessons.reduce(finish, noProgress));
    assert.equal(done.weeksLeft, 0);
    assert.equal(done.doneOn, '2026-11-21');
    assert.equal(done.total.minutesLeft, 0);
  });

  const finish = (progress: Progress, lesson: Lesson): Progress =>
    lesson.exercises.filter((one) => one.core).reduce((all, one) => pass(all, one, now), progress);

  describe('next', () => {
    it('is what was begun last and has not passed', () => {
      const progress = started(started(noProgress, life.id, now - day), webs.id, now - 2 * day);
      assert.equal(sum(progress).next?.exercise.id, life.id);
      assert.equal(sum(progress).next?.why, 'working');
      assert.equal(sum(pass(progress, life, now)).next?.exercise.id, webs.id);
    });

    it('is else the first open core exercise, whatever extra ones come before', () => {
      const { next } = sum(pass(pass(noProgress, kernel, now), webs, now));
      assert.equal(next?.exercise.id, life.id);
      assert.equal(next.lesson.id, commands.id);
      assert.equal(next.track.id, 'docker');
    });

    it('is one of the track in which something passed last, as long as that has core ones', () => {
      const of = [
        { ...docker, id: 'earlier', lessons: [first] },
        { ...docker, lessons: [commands] },
      ];
      const begun = pass(noProgress, webs, now);
      assert.equal(sum(begun, hours.usual, of).next?.exercise.id, life.id);
      assert.equal(sum(pass(begun, life, now + 1), hours.usual, of).next?.exercise.id, kernel.id);
    });

    it('is an extra one when the core ones have passed, and then nothing', () => {
      const core = docker.lessons.reduce(finish, noProgress);
      const { next } = sum(core);
      assert.equal(next?.why, 'extra');
      assert.equal(next.exercise.id, loop.id);
      assert.equal(sum(pass(core, loop, now)).next, undefined);
    });
  });

  it('tells where an exercise passed, and whether it asks something else since', () => {
    const progress = pass(noProgress, webs, now, 'Docker 29.0');
    const [passed, open] = lessonIn(progress, commands.id).exercises;
    assert.equal(passed?.engine, 'Docker 29.0');
    assert.equal(passed.passedAt, now);
    assert.equal(passed.changed, false);
    assert.equal(open?.state, 'open');
    const older = { ...webs, tasks: [{ en: 'Something else', zh: '别的任务' }] };
    assert.equal(lessonIn(pass(noProgress, older, now), commands.id).exercises[0]?.changed, true);
  });

  it('has the result of a quiz, and none when it was taken back', () => {
    const answered = quizzed(noProgress, commands.id, 3, 5, now);
    assert.deepEqual(lessonIn(answered, commands.id).quiz, { right: 3, of: 5 });
    const back = forgotten(answered, { exercises: [], lessons: [commands.id] }, now);
    assert.deepEqual(lessonIn(back, commands.id).quiz, { of: commands.quiz.length });
    assert.equal(sum(answered).begun, true);
    assert.equal(sum(back).begun, false);
  });

  it('tells of this week: its days, and the minutes of what passed in it', () => {
    const progress = pass(pass(noProgress, webs, now - 6 * day), kernel, now - day);
    const { week, streak } = sum(progress);
    assert.deepEqual(
      week.days.map((one) => [one.day.slice(-2), one.active, one.when]),
      [
        ['16', false, 'past'],
        ['17', false, 'past'],
        ['18', false, 'past'],
        ['19', false, 'past'],
        ['20', true, 'past'],
        ['21', false, 'today'],
        ['22', false, 'ahead'],
      ],
    );
    assert.equal(week.minutes, first.minutes);
    assert.equal(streak, 1);
  });

  it('a Sunday belongs to the week that ends', () => {
    const { week } = summarize(tracks, noProgress, { now: now + day, hoursPerWeek: 15 });
    assert.equal(week.days[0]?.day, '2026-11-16');
    assert.equal(week.days[6]?.when, 'today');
  });

  it('has the plan when there is one, and none for a day that is no day', () => {
    const planned = (planStart: unknown) => summarize(tracks, noProgress, { now, hoursPerWeek: 3, planStart }).plan;
    assert.equal(planned(undefined), undefined);
    assert.equal(planned(''), undefined);
    assert.equal(planned('2026-02-30'), undefined);
    assert.deepEqual(
      planned('2026-11-21')?.week?.lessons.map((one) => one.id),
      [first.id],
    );
  });

  it('keeps the hours a week within their bounds', () => {
    const given = [undefined, 'ten', NaN, 0, 2.5, 99];
    assert.deepEqual(given.map(hoursFrom), [15, 15, 15, 1, 2.5, 60]);
  });
});

describe('messages of the progress page', () => {
  const words = Object.fromEntries(Object.entries(summaryWords).map(([key, text]) => [key, text.en]));
  const show = { type: 'show', summary: sum(pass(noProgress, webs, now, 'Docker')), words, language: 'en' };

  it('from the page: only what is known and well-formed', () => {
    for (const good of [
      { type: 'ready' },
      { type: 'plan' },
      { type: 'open', lesson: 'docker/commands' },
      { type: 'quiz', lesson: 'docker/commands' },
      { type: 'start', exercise: webs.id },
      { type: 'check', exercise: webs.id },
      { type: 'setHours', hours: 60 },
    ]) {
      assert.deepEqual(readFromPage(good), good);
    }
    for (const bad of [
      undefined,
      null,
      'ready',
      {},
      { type: 'eval', code: '1' },
      { type: 'open' },
      { type: 'open', lesson: 7 },
      { type: 'start', exercise: '' },
      { type: 'check', exercise: 'a b' },
      { type: 'setHours', hours: '5' },
      { type: 'setHours', hours: NaN },
      { type: 'setHours', hours: 0 },
      { type: 'setHours', hours: 61 },
    ]) {
      assert.equal(readFromPage(bad), undefined, JSON.stringify(bad));
    }
  });

  it('from the page: nothing but what was asked for comes through', () => {
    assert.deepEqual(readFromPage({ type: 'open', lesson: 'docker/commands', command: 'x' }), {
      type: 'open',
      lesson: 'docker/commands',
    });
  });

  it('to the page: a whole summary, in a language that it speaks', () => {
    assert.equal(readToPage(show), show);
    assert.equal(readToPage({ ...show, language: 'fr' }), undefined);
    assert.equal(readToPage({ ...show, words: { title: 7 } }), undefined);
    assert.equal(readToPage({ ...show, type: 'hide' }), undefined);
    assert.equal(readToPage({ ...show, summary: { ...show.summary, tracks: [{}] } }), undefined);
    assert.equal(readToPage({ ...show, summary: { ...show.summary, next: { why: 'core' } } }), undefined);
    assert.equal(readToPage({ ...show, summary: { ...show.summary, streak: undefined } }), undefined);
    assert.equal(readToPage({ ...show, summary: { ...show.summary, plan: { start: '2026-11-21' } } }), undefined);
    const late = summarize(tracks, noProgress, { now, hoursPerWeek: 3, planStart: '2026-11-09' });
    assert.equal(late.plan?.pace.is, 'behind');
    const planned = { ...show, summary: late };
    assert.equal(readToPage(planned), planned);
    assert.equal(readToPage(undefined), undefined);
  });

  it('the words have the same placeholders in both languages', () => {
    const placeholders = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const [key, { en, zh }] of Object.entries(summaryWords)) {
      assert.deepEqual(placeholders(zh), placeholders(en), key);
    }
  });
});
