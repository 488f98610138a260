import { engineWords, helpedByLab } from '../lab';
import { render, type Language, type Text } from '../text';
import type { ConditionVerdict, ExerciseVerdict } from './judge';
import type { Exercise } from './lesson';
import type { Mismatch } from './match';
import type { ExerciseRecord } from './progress';

const words = {
  core: { en: 'Core exercise', zh: '核心练习' },
  extra: { en: 'Extra exercise', zh: '选做练习' },
  minutes: { en: 'about {minutes} minutes', zh: '约 {minutes} 分钟' },
  passed: { en: 'passed', zh: '已通过' },
  passedOn: { en: 'passed ({engine})', zh: '已通过（{engine}）' },
  tasks: { en: 'Tasks', zh: '任务' },
  pass: { en: 'All conditions hold: passed.', zh: '全部条件满足：通过。' },
  enough: { en: 'All that is required holds: passed.', zh: '必需的条件全部满足：通过。' },
  optional: { en: 'optional', zh: '可选' },
  oneOf: { en: 'one of these suffices', zh: '满足其中一项即可' },
  fail: { en: '{met} of {all} conditions hold.', zh: '{all} 个条件中满足了 {met} 个。' },
  unknown: { en: 'Not judged: something could not be looked at.', zh: '无法判定：有些内容看不到。' },
  result: { en: 'Result', zh: '检查结果' },
  expected: { en: 'Expected', zh: '期望' },
  found: { en: 'Found', zh: '实际' },
  nothing: { en: 'nothing', zh: '不存在' },
  hints: { en: 'Hints', zh: '提示' },
  startLab: {
    en: '[Start practice lab](command:tutor.lab.start) to go on without an engine of your own: it simulates one, with nothing to install.',
    zh: '没有引擎也可以继续：[启动练习环境](command:tutor.lab.start)，它会模拟一个引擎，无需安装任何东西。',
  },
  unchecked: {
    en: 'Not checked yet. Do the tasks, then choose **Check my work**.',
    zh: '尚未检查。完成任务后，请选择 **检查我的成果**。',
  },
} as const satisfies Record<string, Text>;

/** A verdict as one sign. */
export const verdictSigns = { pass: '✔', fail: '✘', unknown: '?', 'not-applicable': '–' } as const;

/** The exercise's page as Markdown: tasks, the last verdict with all its reasons, and the hints shown so far. */
export function exercisePage(
  exercise: Exercise,
  record: ExerciseRecord,
  verdict: ExerciseVerdict | undefined,
  language: Language,
): string {
  const say = (text: Text, args?: Readonly<Record<string, string | number>>): string => render(text, language, args);
  const facts = [
    say(exercise.core ? words.core : words.extra),
    say(words.minutes, { minutes: exercise.minutes }),
    ...(record.passedAt === undefined ? [] : [`${verdictSigns.pass} ${passedWords(record, language)}`]),
  ];
  const sections = [
    `# ${say(exercise.title)}`,
    `*${facts.join(' · ')}*`,
    `## ${say(words.tasks)}`,
    exercise.tasks.map((task, index) => `${index + 1}. ${say(task)}`).join('\n'),
    `## ${say(words.result)}`,
    verdict === undefined ? say(words.unchecked) : resultOf(verdict, language),
    ...(record.hints === 0
      ? []
      : [
          `## ${say(words.hints)}`,
          exercise.hints
            .slice(0, record.hints)
            .map((hint, index) => `${index + 1}. ${say(hint)}`)
            .join('\n'),
        ]),
  ];
  return `${sections.join('\n\n')}\n`;
}

function passedWords({ engine }: ExerciseRecord, language: Language): string {
  if (engine === undefined) return render(words.passed, language);
  return render(words.passedOn, language, { engine: inert(render(engineWords(engine), language)) });
}

function resultOf(verdict: ExerciseVerdict, language: Language): string {
  const met = verdict.conditions.filter((one) => one.verdict === 'pass').length;
  const all = verdict.conditions.length;
  const sentence = verdict.verdict === 'pass' && met < all ? words.enough : words[verdict.verdict];
  const head = `**${render(sentence, language, { met, all })}**`;
  const missesEngine = verdict.conditions.some((one) => one.verdict === 'unknown' && helpedByLab(one.error));
  const help = missesEngine ? [render(words.startLab, language)] : [];
  return [head, ...help, ...verdict.conditions.map((one) => conditionBlock(one, language))].join('\n\n');
}

function conditionBlock(one: ConditionVerdict, language: Language): string {
  const { title: claim, optional, group } = one.condition;
  const extra = optional === true ? words.optional : group === undefined ? undefined : words.oneOf;
  const mark = extra === undefined ? '' : ` *(${render(extra, language)})*`;
  const title = `${verdictSigns[one.verdict]} **${render(claim, language)}**${mark}`;
  const reason = explain(one, language);
  if (reason === undefined) return title;
  // That a thing is not there at all is said by the reason.
  const shown = one.verdict === 'fail' ? one.mismatches.filter((it) => it.found !== undefined || it.path !== '') : [];
  const details = shown.map((mismatch) => detail(mismatch, language));
  return [title, `> ${inert(reason)}`, ...(details.length === 0 ? [] : [details.join('\n')])].join('\n\n');
}

/** Why a condition is not met, in one or two sentences, or what is to be said of one that is; undefined for nothing. */
export function explain(one: ConditionVerdict, language: Language): string | undefined {
  if (one.verdict === 'pass') return one.note && render(one.note.text, language);
  return render(one.verdict === 'fail' ? one.told.text : one.error.text, language);
}

function detail({ path, expected, found }: Mismatch, language: Language): string {
  const place = path === '' ? '' : `${code(path)}: `;
  const nothing = render(words.nothing, language);
  const wanted = `${render(words.expected, language)} ${code(render(expected, language))}`;
  return `- ${place}${wanted} · ${render(words.found, language)} ${found === undefined ? nothing : code(found)}`;
}

/**
 * A reason as Markdown of which only code in backticks remains: it may quote what an engine or a file says, and that
 * must not become a link, a picture or HTML.
 */
export function inert(reason: string): string {
  const parts = reason.replace(/``+/g, "'").replace(/\s+/g, ' ').split('`');
  if (parts.length % 2 === 0) return inert(parts.join("'"));
  return parts.map((part, index) => (index % 2 === 0 ? part.replace(/[[<]/g, '\\$&') : part)).join('`');
}

/** What was found may hold backticks and line ends: it is shown as one line of code, whatever it is. */
function code(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim() || '""';
  const fence = '`'.repeat(Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  return fence.length === 1 ? `\`${line}\`` : `${fence} ${line} ${fence}`;
}
