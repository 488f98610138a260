import { render, type Language, type Text } from '../text';
import type { ExerciseCell, LearnerRow } from './report';

const words = {
  learner: { en: 'Learner', zh: '学员' },
  core: { en: 'Core passed', zh: '核心练习通过数' },
  coreOf: { en: 'Core in all', zh: '核心练习总数' },
  extra: { en: 'Extra passed', zh: '选做练习通过数' },
  hints: { en: 'Hints', zh: '提示数' },
  lastDay: { en: 'Last active', zh: '最近学习日' },
  exportedAt: { en: 'Exported', zh: '导出日期' },
  quiz: { en: 'Quiz {lesson}', zh: '测验 {lesson}' },
  started: { en: 'started', zh: '进行中' },
} as const satisfies Record<string, Text>;

/** The class table as CSV (RFC 4180): a column an exercise with the day of its pass, a column a quiz. */
export function reportCsv(rows: readonly LearnerRow[], language: Language): string {
  const say = (text: Text, args = {}): string => render(text, language, args);
  const lessons = rows[0]?.lessons ?? [];
  const head = [
    say(words.learner),
    say(words.core),
    say(words.coreOf),
    say(words.extra),
    say(words.hints),
    say(words.lastDay),
    say(words.exportedAt),
    ...lessons.flatMap((lesson) => [...lesson.exercises.map((one) => one.id), say(words.quiz, { lesson: lesson.id })]),
  ];
  const cellOf = (one: ExerciseCell): string =>
    one.state === 'started' ? say(words.started) : one.state === 'passed' ? (one.day ?? '') : '';
  const lines = rows.map((row) => [
    row.learner,
    String(row.core.passed),
    String(row.core.of),
    String(row.extra.passed),
    String(row.hints),
    row.lastDay ?? '',
    row.exportedAt,
    ...row.lessons.flatMap((lesson) => [
      ...lesson.exercises.map(cellOf),
      lesson.quiz === undefined ? '' : `${lesson.quiz.right} / ${lesson.quiz.of}`,
    ]),
  ]);
  return [head, ...lines].map((line) => `${line.map(field).join(',')}\r\n`).join('');
}

/** A field that a spreadsheet takes as text: what begins like a formula gets an apostrophe in front. */
function field(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
