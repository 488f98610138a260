import * as vscode from 'vscode';
import type { Lesson, Question } from '../../core/course/lesson';
import { quizzed } from '../../core/course/progress';
import type { Text } from '../../core/text';
import { say } from '../../host/locale';
import type { CourseStore } from './store';

const words = {
  title: { en: 'Question {number} of {all}', zh: '第 {number} 题，共 {all} 题' },
  right: { en: 'Right.', zh: '回答正确。' },
  wrong: { en: 'Not quite. Right is: {answer}', zh: '不完全对。正确答案是：{answer}' },
  next: { en: 'Next', zh: '下一题' },
  finish: { en: 'Finish: {right} of {all} right', zh: '完成：{all} 题答对 {right} 题' },
} as const satisfies Record<string, Text>;

/** A text where there is no Markdown: code stands without its backticks. */
const plain = (text: Text): string => say(text).replaceAll('`', '');

/** Asks a lesson's questions one by one, explains each answer and keeps the result. Escape ends it without a result. */
export async function takeQuiz(lesson: Lesson, store: CourseStore, now: () => number): Promise<void> {
  let right = 0;
  const all = lesson.quiz.length;
  for (const [index, question] of lesson.quiz.entries()) {
    const title = say(words.title, { number: index + 1, all });
    const answer = await ask(question, title);
    if (answer === undefined) return;
    if (answer === question.answer) right += 1;
    const last = index === all - 1;
    const next = last ? say(words.finish, { right, all }) : say(words.next);
    if (!(await explainAnswer(question, answer, title, next))) return;
  }
  await store.update((progress) => quizzed(progress, lesson.id, right, all, now()));
}

async function ask(question: Question, title: string): Promise<number | undefined> {
  const items = question.options.map((option, index) => ({ label: plain(option), index }));
  const picked = await vscode.window.showQuickPick(items, {
    title: plain(question.question),
    placeHolder: title,
    ignoreFocusOut: true,
  });
  return picked?.index;
}

async function explainAnswer(question: Question, answer: number, title: string, next: string): Promise<boolean> {
  const rightOption = question.options[question.answer];
  const head =
    answer === question.answer
      ? say(words.right)
      : say(words.wrong, { answer: rightOption === undefined ? '' : plain(rightOption) });
  const items = [{ label: next, detail: plain(question.why) }];
  return (await vscode.window.showQuickPick(items, { title, placeHolder: head, ignoreFocusOut: true })) !== undefined;
}
