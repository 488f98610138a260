import { render, type Language, type Text } from '../text';
import { isTrouble } from './diagnose';
import type { Finding, FindingState, Group } from './finding';
import { cell, code } from './markdown';

const words = {
  title: { en: 'Check of my environment', zh: '我的环境体检' },
  looked: {
    en: 'Looked at {time}, in {seconds} s. [Check again](command:tutor.doctor)',
    zh: '检查时间 {time}，用时 {seconds} 秒。[重新检查](command:tutor.doctor)',
  },
  why: {
    en: 'Nothing has to be installed for the first lessons: the practice lab answers what a Docker engine would. [Start practice lab](command:tutor.lab.start)',
    zh: '最初的课程不需要安装任何东西：练习环境能像 Docker 引擎一样应答。[启动练习环境](command:tutor.lab.start)',
  },
  running: {
    en: 'The practice lab runs: exercises use it. [Open its terminal](command:tutor.lab.terminal)',
    zh: '练习环境正在运行，练习会使用它。[打开练习终端](command:tutor.lab.terminal)',
  },
  todo: { en: 'What to do', zh: '需要处理' },
  nothing: { en: 'Nothing: what the lessons need is there.', zh: '没有：课程所需的都有了。' },
  item: { en: '**{name}**: {repair}', zh: '**{name}**：{repair}' },
  startLab: { en: '[Start practice lab](command:tutor.lab.start)', zh: '[启动练习环境](command:tutor.lab.start)' },
  lesson: { en: '[Lesson {lesson}]({link})', zh: '[课程 {lesson}]({link})' },
  what: { en: 'What', zh: '项目' },
  state: { en: 'State', zh: '状态' },
  version: { en: 'Version', zh: '版本' },
  detail: { en: 'Found', zh: '结果' },
} as const satisfies Readonly<Record<string, Text>>;

const states: Readonly<Record<FindingState, Text>> = {
  found: { en: '✔ found', zh: '✔ 有' },
  missing: { en: '– not there', zh: '– 没有' },
  old: { en: '! too old', zh: '! 太旧' },
  unreachable: { en: '✘ no answer', zh: '✘ 无应答' },
  unknown: { en: '? not known', zh: '? 不清楚' },
};

const groups: Readonly<Record<Group, Text>> = {
  host: { en: 'Editor and machine', zh: '编辑器与机器' },
  docker: { en: 'Docker', zh: 'Docker' },
  kubernetes: { en: 'Kubernetes', zh: 'Kubernetes' },
  openstack: { en: 'OpenStack', zh: 'OpenStack' },
  extra: { en: 'Good to have', zh: '有更好' },
};

/** How the report is shown. */
export type Manner = {
  readonly language: Language;
  /** The time of day at which it was looked, as people read it, and how long that took. */
  readonly time: string;
  readonly milliseconds: number;
  readonly isLabRunning: boolean;
  /** The address that opens a lesson; undefined for one that there is not yet. */
  readonly lessonLink: (lesson: string) => string | undefined;
};

/** The report as Markdown: what to do, then all that was found. */
export function reportPage(findings: readonly Finding[], manner: Manner): string {
  const say = (text: Text, args = {}): string => render(text, manner.language, args);
  const trouble = findings.filter(isTrouble);
  const seconds = (manner.milliseconds / 1000).toFixed(1);
  return [
    `# ${say(words.title)}`,
    say(words.looked, { time: manner.time, seconds }),
    say(manner.isLabRunning ? words.running : words.why),
    `## ${say(words.todo)}`,
    trouble.length === 0
      ? say(words.nothing)
      : trouble.map((one, at) => `${at + 1}. ${whatToDo(one, manner)}`).join('\n'),
    ...(Object.keys(groups) as Group[]).flatMap((group) => [
      `## ${say(groups[group])}`,
      table(
        findings.filter((one) => one.group === group),
        manner,
      ),
    ]),
    '',
  ].join('\n\n');
}

function whatToDo(finding: Finding, manner: Manner): string {
  const say = (text: Text, args = {}): string => render(text, manner.language, args);
  const { name, repair, lab } = finding;
  const sentence = say(words.item, { name, repair: repair ?? name });
  const offer = lab === true && !manner.isLabRunning ? [say(words.startLab)] : [];
  return [sentence, ...offer, ...lessonOf(finding, manner)].join(' ');
}

function lessonOf({ lesson }: Finding, { language, lessonLink }: Manner): readonly string[] {
  const link = lesson === undefined ? undefined : lessonLink(lesson);
  return lesson === undefined || link === undefined ? [] : [render(words.lesson, language, { lesson, link })];
}

function table(findings: readonly Finding[], manner: Manner): string {
  const say = (text: Text): string => render(text, manner.language);
  const row = (...cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  const head = [words.what, words.state, words.version, words.detail].map(say);
  const lines = findings.map((one) => {
    const isSought = one.state === 'missing' || one.state === 'old';
    const words = one.detail ?? (one.state === 'missing' ? one.repair : undefined);
    const found = [...(words ? [say(words)] : []), ...(isSought ? lessonOf(one, manner) : [])];
    return row(
      say(one.name),
      say(states[one.state]),
      one.version === undefined ? '' : code(one.version),
      found.join(' '),
    );
  });
  return [row(...head), row('---', '---', '---', '---'), ...lines].join('\n');
}
