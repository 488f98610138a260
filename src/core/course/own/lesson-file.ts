import type { Lesson, Question } from '../lesson';
import { exercise, minutes, needs } from './exercise';
import { complain, list, or, required, table, whole, type Taker } from './take';
import { aText, anId, id, title, words } from './words';

const asked = table({
  id: required(id, anId),
  question: required(words, aText),
  options: required(list(words, 2, 10), { en: 'a list of two to ten texts', zh: '二到十条文本的列表' }),
  answer: required(whole(0, 9), { en: 'the number of the right option, from 0', zh: '正确选项的序号，从 0 起' }),
  why: required(words, aText),
});

const question: Taker<Question> = (item, spot) => {
  const found = asked(item, spot);
  if (found === undefined || found.answer < found.options.length) return found;
  const expected = { en: `0 to ${found.options.length - 1}`, zh: ` 0 到 ${found.options.length - 1}` };
  return complain({ ...spot, key: 'answer' }, item.line, 'wrong', { expected, found: found.answer });
};

/** The content of a `lesson.yaml`: a lesson without its id and its folder. */
export const lessonFile: Taker<Omit<Lesson, 'id' | 'folder'>> = table({
  title: required(title, aText),
  minutes,
  needs: or(needs, ['files'] as const),
  teaches: or(list(words, 0, 20), []),
  exercises: or(list(exercise, 0, 20), []),
  quiz: or(list(question, 0, 50), []),
});
