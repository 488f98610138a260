import { engineWords } from '../lab';
import { render, type Language, type Text } from '../text';
import type { ExerciseCell, LearnerRow, LessonCell } from './report';

const words = {
  title: { en: 'Class progress', zh: '班级学习进度' },
  caption: { en: '{learners} learners, {lessons} lessons', zh: '{learners} 名学员，{lessons} 课' },
  learner: { en: 'Learner', zh: '学员' },
  core: { en: 'Core', zh: '核心' },
  extra: { en: 'Extra', zh: '选做' },
  hints: { en: 'Hints', zh: '提示' },
  lastDay: { en: 'Last active', zh: '最近学习' },
  quiz: { en: 'quiz {right}/{of}', zh: '测验 {right}/{of}' },
  details: { en: 'Exercises', zh: '练习明细' },
  exercise: { en: 'Exercise', zh: '练习' },
  state: { en: 'State', zh: '状态' },
  engine: { en: 'Engine', zh: '引擎' },
  passed: { en: 'passed', zh: '已通过' },
  started: { en: 'started', zh: '进行中' },
  open: { en: 'open', zh: '未开始' },
  changed: { en: 'the exercise has changed since', zh: '此后练习有改动' },
} as const satisfies Record<string, Text>;

const style = `
  :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
  body { margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
  .scroll { overflow-x: auto; }
  table { border-collapse: collapse; margin: 1rem 0; }
  caption { text-align: start; padding: .3rem 0; }
  th, td { border-bottom: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding: .3rem .6rem; text-align: start; vertical-align: top; }
  thead th { border-bottom-width: 2px; }
  .done { font-weight: 600; }
  small { opacity: .8; white-space: nowrap; }
`;

/** The class table as one HTML page without scripts, for a browser or a printer. */
export function reportHtml(rows: readonly LearnerRow[], language: Language): string {
  const say = (text: Text, args = {}): string => escape(render(text, language, args));
  const lessons = rows[0]?.lessons ?? [];
  const column = (words: string): string => `<th scope="col">${words}</th>`;
  const head = [
    ...[words.learner, words.core, words.extra, words.hints, words.lastDay].map((text) => column(say(text))),
    ...lessons.map((lesson) => column(say(lesson.title))),
  ];
  const lesson = ({ passed, of, quiz }: LessonCell): string => {
    const state = of > 0 ? `${passed}/${of}` : '–';
    const result = quiz === undefined ? '' : `<br><small>${say(words.quiz, quiz)}</small>`;
    return `<td${of > 0 && passed === of ? ' class="done"' : ''}>${state}${result}</td>`;
  };
  const row = (one: LearnerRow): string =>
    [
      `<tr><th scope="row"><a href="#${anchor(one)}">${escape(one.learner)}</a></th>`,
      `<td>${one.core.passed}/${one.core.of}</td><td>${one.extra.passed}/${one.extra.of}</td>`,
      `<td>${one.hints}</td><td>${one.lastDay ?? ''}</td>`,
      `${one.lessons.map(lesson).join('')}</tr>`,
    ].join('');
  const anchor = (one: LearnerRow): string => `learner-${rows.indexOf(one) + 1}`;
  const exercise = (one: ExerciseCell): string => {
    const state = [say(words[one.state]), one.day ?? '', one.changed ? `(${say(words.changed)})` : ''];
    const cells = [
      state.filter((part) => part !== '').join(' '),
      escape(one.engine === undefined ? '' : say(engineWords(one.engine))),
      String(one.hints),
    ];
    const title = `<th scope="row">${say(one.title)} <small>${escape(one.id)}</small></th>`;
    return `<tr>${title}${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  };
  const details = (one: LearnerRow): string => {
    const known = one.lessons.flatMap((it) => it.exercises).filter((it) => it.state !== 'open');
    const heads = [words.exercise, words.state, words.engine, words.hints].map((text) => column(say(text))).join('');
    const table = `<table><caption>${say(words.details)}</caption><thead><tr>${heads}</tr></thead><tbody>${known.map(exercise).join('')}</tbody></table>`;
    return `<section id="${anchor(one)}"><h2>${escape(one.learner)}</h2>${known.length > 0 ? table : ''}</section>`;
  };
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-Hans' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say(words.title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${say(words.title)}</h1>
<div class="scroll"><table>
<caption>${say(words.caption, { learners: rows.length, lessons: lessons.length })}</caption>
<thead><tr>${head.join('')}</tr></thead>
<tbody>
${rows.map(row).join('\n')}
</tbody>
</table></div>
${rows.map(details).join('\n')}
</body>
</html>
`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
