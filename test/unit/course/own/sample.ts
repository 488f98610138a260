import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { CourseFile, KnownIds, OwnCourse } from '../../../../src/core/course/own-course';
import { readCourse } from '../../../../src/core/course/own/read-course';

/** The folder that holds the `.tutor` of the tests. */
export const home = path.resolve('test', 'fixtures', 'own-course');

/** The product's ids, as far as tests need them. */
export const known: KnownIds = { tracks: ['docker'], exercises: ['docker-two-webs'] };

/** The files of the sample course. */
export function sample(): ReadonlyMap<string, string> {
  const root = path.join(home, '.tutor');
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return new Map(
    files.map((one) => {
      const file = path.join(one.parentPath, one.name);
      return [path.relative(root, file).split(path.sep).join('/'), readFileSync(file, 'utf8')];
    }),
  );
}

/** Reads the course of these files. */
export const read = (files: ReadonlyMap<string, string>): Promise<OwnCourse> =>
  readCourse(
    [...files].map(([file, text]): CourseFile => ({ path: file, text })),
    known,
  );

/** The sample course after a change of one of its files: the words are taken away when nothing is put in their place. */
export function changed(file: string, from: string | RegExp, to: string): ReadonlyMap<string, string> {
  const files = new Map(sample());
  const text = files.get(file) ?? '';
  const next = text.replace(from, to);
  if (next === text) throw new Error(`${file} does not hold ${String(from)}`);
  return files.set(file, next);
}

/** A course of one exercise with one condition that expects this shape, written as YAML in one line. */
export function expecting(
  shape: string,
  probe = '{ source: file, path: a.yaml, as: yaml }',
): ReadonlyMap<string, string> {
  const lesson = `title: Lesson
minutes: 5
exercises:
  - id: team-one
    title: One
    minutes: 5
    tasks: [Do it]
    conditions:
      - id: done
        title: Done
        when: now
        expect:
          - probe: ${probe}
            shape: ${shape}
    hints: [One, Two, Three]
`;
  return new Map([
    ['course.yaml', 'tracks:\n  - id: team\n    title: Team\n    lessons: [one]\n'],
    ['one/lesson.yaml', lesson],
    ['one/lesson.md', '# One\n'],
    ['one/team-one/starter/a.yaml', ''],
    ['one/team-one/solution/a.yaml', ''],
  ]);
}
