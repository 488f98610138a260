import * as vscode from 'vscode';
import type { Catalog } from '../../core/course/catalog';
import type { Exercise, Lesson, Track } from '../../core/course/lesson';
import type { Text } from '../../core/text';
import { say } from '../../host/locale';
import type { Courses } from './courses';
import type { Row } from './tree';

/** A part of the course: an exercise, a lesson, a track, or everything. */
export type Scope = {
  readonly what: Text;
  readonly exercises: readonly string[];
  readonly lessons: readonly string[];
};

const everything: Text = { en: 'everything', zh: '全部课程' };
const which: Text = { en: 'Which progress?', zh: '重置哪一部分的进度？' };

/** The part of the course that a command is about: a row of the tree, an id, or the learner's choice. */
export async function askForScope(argument: unknown, courses: Courses): Promise<Scope | undefined> {
  const catalog = await courses.catalog();
  const known = scopesOf(catalog);
  const id = typeof argument === 'string' ? argument : idOf(argument as Partial<Row> | undefined);
  const named = known.find((one) => one.id === id);
  if (named !== undefined) return named.scope;
  const items = known.map(({ id: description, scope }) => ({ label: say(scope.what), description, scope }));
  return (await vscode.window.showQuickPick(items, { title: say(which), matchOnDescription: true }))?.scope;
}

function idOf(row: Partial<Row> | undefined): string | undefined {
  if (row?.row === 'track') return row.track?.id;
  if (row?.row === 'lesson') return row.lesson?.id;
  return row?.row === 'exercise' ? row.exercise?.id : undefined;
}

function scopesOf({ tracks, lessons, exercises }: Catalog): readonly { readonly id: string; readonly scope: Scope }[] {
  return [
    { id: '*', scope: scopeOf(everything, lessons) },
    ...tracks.map((track: Track) => ({ id: track.id, scope: scopeOf(track.title, track.lessons) })),
    ...lessons.map((lesson) => ({ id: lesson.id, scope: scopeOf(lesson.title, [lesson]) })),
    ...exercises.map((one: Exercise) => ({ id: one.id, scope: { what: one.title, exercises: [one.id], lessons: [] } })),
  ];
}

function scopeOf(what: Text, lessons: readonly Lesson[]): Scope {
  return {
    what,
    exercises: lessons.flatMap((lesson) => lesson.exercises.map((one) => one.id)),
    lessons: lessons.map((lesson) => lesson.id),
  };
}
