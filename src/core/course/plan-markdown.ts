import { fill, render, type Args, type Language, type Text } from '../text';
import { dayPlus, lengthOf } from './days';
import { endOf, lessonMinutes, type Plan, type PlanWeek } from './plan';
import { summaryWords } from './summary-words';

/** The name of the learner's plan in the workspace. */
export const planFile = 'learning-plan.md';

const words = {
  title: { en: 'My learning plan', zh: '我的学习计划' },
  frame: {
    en: '{hours} h a week, from {start} to {end}.',
    zh: '每周 {hours} 小时，{start} 开始，{end} 结束。',
  },
  nothing: {
    en: 'Every lesson is finished: there is nothing left to plan.',
    zh: '所有课程都已学完，没有需要安排的内容了。',
  },
  split: {
    en: 'Of each week about {lessons} are lessons with their exercises and {practice} your own practice and the project of the stage; {notes} are for notes, {reading} for official documentation, questions and quizzes.',
    zh: '每周大致这样分配：{lessons}学课程、做练习，{practice}自己动手和做阶段项目，{notes}写笔记，{reading}读官方文档、提问和复习测验。',
  },
  yours: {
    en: 'This file is yours: tick, move and rewrite what you like. Nothing changes it but you.',
    zh: '这个文件归你所有：打勾、调整顺序、改写都可以，除了你没有谁会改它。',
  },
  week: { en: 'Week {number}: {from} to {to}', zh: '第 {number} 周：{from} 至 {to}' },
  weeks: { en: 'Weeks {number} to {last}: {from} to {to}', zh: '第 {number}–{last} 周：{from} 至 {to}' },
  lessons: { en: 'Lessons: {time}.', zh: '课程共 {time}。' },
  lesson: { en: '{title} (`{id}`, {time})', zh: '{title}（`{id}`，{time}）' },
  project: { en: 'Project that ends “{stage}”: {project}', zh: '“{stage}”阶段项目：{project}' },
  review: {
    en: 'Weekly review by {day}: what did I learn, what broke, what is next? Write it into `notes/week-{week}.md`.',
    zh: '{day} 前做每周回顾：学会了什么，哪里出了问题，下周做什么？写进 `notes/week-{week}.md`。',
  },
} as const satisfies Record<string, Text>;

/** Writes a plan as a Markdown file in one language; lessons that are finished are ticked. */
export function planMarkdown(plan: Plan, language: Language, isDone: (lesson: string) => boolean): string {
  const say = (text: Text, args: Args = {}): string => render(text, language, args);
  const { hoursPerWeek: hours, start, weeks } = plan;
  const head = [`# ${say(words.title)}`];
  if (weeks.length === 0) return lines([...head, say(words.nothing)]);
  const time = (minutes: number): Text => timeWords(Math.round(minutes / 5) * 5);
  const split = {
    lessons: time(lessonMinutes(hours)),
    practice: time(hours * 24),
    notes: time(hours * 8),
    reading: time(hours * 8),
  };
  const frame = say(words.frame, { hours, start, end: endOf(plan) });
  return lines([
    ...head,
    frame,
    say(words.split, split),
    say(words.yours),
    ...weeks.flatMap((week) => weekLines(week, say, isDone)),
  ]);
}

type Say = (text: Text, args?: Args) => string;

function weekLines(week: PlanWeek, say: Say, isDone: (lesson: string) => boolean): readonly string[] {
  const { number, weeks, from, to, lessons, minutes, ends } = week;
  const last = number + weeks - 1;
  const boxes = [
    ...lessons.map(({ id, title, minutes: long }) =>
      box(isDone(id), say(words.lesson, { title: oneLine(title), id, time: timeWords(long) })),
    ),
    ...ends.map(({ title, project }) => box(false, say(words.project, { stage: title, project }))),
    ...Array.from({ length: weeks }, (_, index) => {
      const day = dayPlus(from, index * 7 + 6);
      return box(false, say(words.review, { day, week: String(number + index).padStart(2, '0') }));
    }),
  ];
  return [
    `## ${say(weeks === 1 ? words.week : words.weeks, { number, last, from, to })}`,
    say(words.lessons, { time: timeWords(minutes) }),
    boxes.join('\n'),
  ];
}

/** A length of time such as `2 h 10 min`. */
function timeWords(minutes: number): Text {
  const { word, args } = lengthOf(minutes);
  return fill(summaryWords[word], args);
}

const box = (done: boolean, text: string): string => `- [${done ? 'x' : ' '}] ${text}`;
const lines = (blocks: readonly string[]): string => `${blocks.join('\n\n')}\n`;
/** A course of a workspace may have line breaks in its titles. */
const oneLine = (text: Text): Text => {
  const flat = (words: string): string => words.replace(/\s+/g, ' ');
  return { en: flat(text.en), zh: flat(text.zh) };
};
