import { fill, type Text } from '../text';
import type { Condition, Exercise } from './lesson';
import type { Mismatch } from './match';
import type { Told } from './observed';

/** A condition holds already, but what must come before it was not seen. */
export function tooEarly(condition: Condition, exercise: Exercise): Told {
  const before = exercise.conditions.find((one) => one.id === condition.after);
  const text: Text = {
    en: 'This counts only after an earlier step has been seen: {before}.',
    zh: '要先完成前面的步骤，这一项才算数：{before}。',
  };
  return { id: 'too-early', text: fill(text, { before: before?.title ?? condition.id }) };
}

/** What is told when nobody knows better: path, expected, found. */
export function plainly([first]: readonly Mismatch[]): Told {
  const text: Text = {
    en: 'Expected {path} to be {expected}, found {found}.',
    zh: '期望 {path} 为 {expected}，实际为 {found}。',
  };
  return {
    id: 'plain',
    text: fill(text, {
      path: first?.path === '' || first === undefined ? { en: 'it', zh: '它' } : `\`${first.path}\``,
      expected: first?.expected ?? '',
      found: first?.found ?? { en: 'nothing', zh: '不存在' },
    }),
  };
}
