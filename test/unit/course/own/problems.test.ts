import assert from 'node:assert/strict';
import { problemSentences, type ProblemCode } from '../../../../src/core/course/own/sentences';
import { changed, expecting, read, sample } from './sample';

type Files = ReadonlyMap<string, string>;
type Case = readonly [code: ProblemCode, files: () => Files, where: string, english: RegExp];

const lesson = 'first-service/lesson.yaml';
const without = (...paths: readonly string[]): Files =>
  new Map([...sample()].filter(([file]) => !paths.some((one) => file.startsWith(one))));
const withFile = (file: string, text = ''): Files => new Map([...sample(), [file, text]]);
const inLesson = (from: string | RegExp, to: string) => (): Files => changed(lesson, from, to);
const inShape = (shape: string, probe?: string) => (): Files => expecting(shape, probe);
const inPattern = (source: string) => inShape(`{ a: { $matches: '${source}' } }`);

const cases: readonly Case[] = [
  ['no-course', () => without('course.yaml'), 'course.yaml:1', /`.tutor\/course.yaml` is missing/],
  ['yaml', inLesson('minutes: 20', 'minutes: [20'), `${lesson}:3`, /not valid YAML/],
  ['yaml', inLesson('minutes: 20', 'minutes: 20\nminutes: 30'), `${lesson}:3`, /unique/i],
  ['missing', inLesson(/^minutes: 20\n/m, ''), `${lesson}:1`, /`minutes` is missing; it is a number of minutes/],
  [
    'unknown-key',
    inLesson('minutes: 20', 'minuts: 20\nminutes: 20'),
    `${lesson}:2`,
    /`minuts` is not known here; .*minutes/,
  ],
  ['wrong', inLesson('when: now', 'when: always'), `${lesson}:25`, /`when` is now or once, found `always`/],
  ['wrong', inLesson('minutes: 20', 'minutes: soon'), `${lesson}:2`, /a whole number from 1 to 600, found `soon`/],
  ['wrong', inLesson('answer: 1', 'answer: 2'), `${lesson}:6`, /`answer` is 0 to 1, found 2/],
  ['wrong', inLesson('minutes: 20', 'needs: [runner]\nminutes: 20'), `${lesson}:2`, /files, linux, .* found `runner`/],
  ['wrong', inLesson('    tasks:', '    project: shop\n    tasks:'), `${lesson}:15`, /begins with `tutor-`/],
  ['bad-id', inLesson('id: copies', 'id: Copies!'), `${lesson}:39`, /`id` is lower-case .* found `Copies!`/],
  ['id-prefix', inLesson('id: team-service-file', 'id: src'), `${lesson}:12`, /`team-…`, found `src`/],
  ['id-taken', inLesson('id: copies', 'id: port'), `${lesson}:39`, /`port` is taken/],
  ['id-taken', () => changed('course.yaml', 'id: team', 'id: docker'), 'course.yaml:2', /`docker` is taken/],
  ['id-taken', () => changed('course.yaml', 'service]', 'service, first-service]'), 'course.yaml:4', /is taken/],
  [
    'bad-link',
    inLesson('en: Our service file', "en: '[x](command:workbench.action.quit)'"),
    `${lesson}:1`,
    /http and https/,
  ],
  ['unknown-matcher', inShape('{ a: { $like: x } }'), 'one/lesson.yaml:14', /`\$like` is not a matcher; .*\$matches/],
  ['mixed-matcher', inShape('{ $exists: true, a: 1 }'), 'one/lesson.yaml:14', /`\$exists` stands alone/],
  ['matcher-key', inShape('{ is: matches, pattern: x }'), 'one/lesson.yaml:14', /`is` cannot be a key/],
  ['bare-list', inShape('{ a: [1] }'), 'one/lesson.yaml:14', /`\$exactly`/],
  ['pattern-invalid', inPattern('('), 'one/lesson.yaml:14', /not a regular expression: .*group/],
  ['pattern-long', inPattern('a'.repeat(501)), 'one/lesson.yaml:14', /at most 500 characters, found 501/],
  ['pattern-nested', inPattern('(a+)+$'), 'one/lesson.yaml:14', /must not hold a repetition/],
  ['pattern-backreference', inPattern('(a)\\1'), 'one/lesson.yaml:14', /no back-references/],
  ['pattern-repeats', inPattern('a*'.repeat(11)), 'one/lesson.yaml:14', /at most 10 open repetitions/],
  ['run-refused', inShape('{ code: 0 }', '{ source: run, script: a.sh }'), 'one/lesson.yaml:13', /runs nothing/],
  [
    'path-outside',
    inShape('x', '{ source: file, path: ../../.ssh/id_rsa, as: text }'),
    'one/lesson.yaml:13',
    /inside the exercise folder.*id_rsa/,
  ],
  ['unknown-probe', inShape('x', 'service'), 'one/lesson.yaml:13', /no probe `service`/],
  ['unknown-condition', inLesson('after: port', 'after: no-secret'), `${lesson}:39`, /`after` names a condition above/],
  ['unknown-condition', inLesson('refusedBy: port', 'refusedBy: ports'), `${lesson}:12`, /`refusedBy` names .*`ports`/],
  ['file-missing', () => without('first-service/lesson.md'), 'course.yaml:4', /lesson.md` is missing: it is what/],
  ['file-missing', () => without('first-service/team-service-file/starter'), `${lesson}:12`, /starter` is missing/],
  ['file-missing', () => without('first-service/team-service-file/mutants/old'), `${lesson}:12`, /mutants\/old-port/],
  ['lesson-unlisted', () => withFile('second/lesson.yaml'), 'second/lesson.yaml:1', /`second` is in no track/],
  ['too-deep', inShape('{ a: '.repeat(41) + '1' + ' }'.repeat(41)), 'one/lesson.yaml:14', /deeper than 40/],
  ['too-much', () => withFile(lesson, laughs), `${lesson}:5`, /more than 20000 values/],
];

const laughs = `a: &a [x, x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
f: [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]
`;

/** Told by the loader, which knows the disk. */
const ofTheDisk: readonly ProblemCode[] = ['link', 'too-large', 'too-many-files', 'unreadable'];

describe('problems of a course of one’s own', () => {
  it('has none in the sample course', async () => {
    const { tracks, problems } = await read(sample());
    assert.deepEqual(problems, []);
    assert.deepEqual(
      tracks.flatMap((track) => track.lessons.map((one) => one.id)),
      ['team/first-service'],
    );
  });

  for (const [code, files, where, english] of cases) {
    it(`tells ${code}: ${String(english)}`, async () => {
      const { problems } = await read(files());
      const found = problems.find((one) => one.code === code);
      assert.ok(found, `${code} is not among ${JSON.stringify(problems)}`);
      assert.equal(`${found.file}:${found.line}`, where);
      assert.match(found.text.en, english);
      assert.match(found.text.zh, /\p{Script=Han}/u);
      assert.doesNotMatch(`${found.text.en}${found.text.zh}`, /\{\w+\}/);
    });
  }

  it('has a case for every problem', () => {
    const told = new Set([...cases.map(([code]) => code), ...ofTheDisk]);
    assert.deepEqual(
      Object.keys(problemSentences).filter((code) => !told.has(code as ProblemCode)),
      [],
    );
  });

  it('says a sentence in both languages', async () => {
    const { problems } = await read(changed(lesson, 'when: now', 'when: always'));
    assert.deepEqual(
      problems.map((one) => one.text),
      [{ en: '`when` is now or once, found `always`.', zh: '`when` 应为 now 或 once，实际是 `always`。' }],
    );
  });

  it('keeps the good lessons beside a bad one', async () => {
    const files = new Map([...sample(), ['bad/lesson.yaml', 'title: 1'], ['bad/lesson.md', '']]);
    files.set('course.yaml', (files.get('course.yaml') ?? '').replace('[first', '[bad, first'));
    const { tracks, problems } = await read(files);
    assert.deepEqual(
      tracks[0]?.lessons.map((one) => one.id),
      ['team/first-service'],
    );
    assert.ok(problems.length > 0 && problems.every((one) => one.file === 'bad/lesson.yaml'));
  });

  it('keeps the good tracks beside a bad one', async () => {
    const { tracks, problems } = await read(changed('course.yaml', 'tracks:', 'tracks:\n  - id: Bad'));
    assert.deepEqual(
      tracks.map((one) => one.id),
      ['team'],
    );
    assert.ok(problems.some((one) => one.code === 'bad-id'));
  });
});
