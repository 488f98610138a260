import { render, type Language, type Text } from '../text';
import { partsOf, type BadExample, type Beside, type Level, type Room, type Rule } from './rule';

const words = {
  severity: { en: 'Severity: {level}', zh: '级别：{level}' },
  strict: { en: '{learn} ({level} in the `strict` profile)', zh: '{learn}（在 `strict` 档为{level}）' },
  aliases: { en: 'Also known as: {names}', zh: '别名：{names}' },
  why: { en: 'Why', zh: '原因' },
  wrong: { en: 'Wrong', zh: '错误写法' },
  here: { en: 'The place: {place}', zh: '位置：{place}' },
  beside: { en: 'Beside it:', zh: '旁边的文件：' },
  healed: { en: 'Healed by the quick fix:', zh: '快速修复之后：' },
  right: { en: 'Right', zh: '正确写法' },
  silence: { en: 'Silence it', zh: '关闭提示' },
  comment: { en: 'Once, by a comment on the line above:', zh: '只关闭一处，在上一行写注释：' },
  setting: { en: 'Everywhere, by a setting:', zh: '全部关闭，使用设置：' },
  lesson: { en: 'Lesson', zh: '课程' },
  learn: { en: 'Open the lesson {lesson}', zh: '打开课程 {lesson}' },
  unwritten: { en: 'The lesson {lesson} is still being written.', zh: '课程 {lesson} 还在编写中。' },
} as const satisfies Record<string, Text>;

const levels: Readonly<Record<Level, Text>> = {
  error: { en: 'error', zh: '错误' },
  warning: { en: 'warning', zh: '警告' },
  information: { en: 'information', zh: '信息' },
  hint: { en: 'hint', zh: '提示' },
  off: { en: 'off', zh: '关闭' },
};

/** How a page speaks and where its links lead. */
export type PageOptions = {
  readonly language: Language;
  /** The address that opens a lesson; nothing for one that is not written yet. Without it ids stand without links. */
  readonly lessonLink?: (lesson: string) => string | undefined;
};

/** The place that an example marks with « and », and the example without the marks. */
export function unmarked(example: BadExample): { readonly text: string; readonly start: number; readonly end: number } {
  const start = example.text.indexOf('«');
  const end = example.text.indexOf('»') - 1;
  return { text: example.text.replace(/[«»]/g, ''), start, end };
}

/** A rule's page as Markdown: its documentation, made of nothing but the rule. */
export function rulePage<File>(room: Room<File>, rule: Rule<File>, options: PageOptions): string {
  const say = (text: Text, args?: Readonly<Record<string, string | Text>>): string =>
    render(text, options.language, args);
  const fenced = (text: string): string => `\`\`\`${room.fence}\n${text.replace(/\r?\n/g, '\n').trimEnd()}\n\`\`\``;
  const { learn, strict } = rule.severity;
  const bold = `**${say(levels[learn])}**`;
  const level = learn === strict ? bold : say(words.strict, { learn: bold, level: levels[strict] });
  const sections = [
    `# ${rule.code}: ${say(rule.title)}`,
    say(words.severity, { level }),
    rule.aliases.length === 0
      ? ''
      : say(words.aliases, { names: rule.aliases.map((name) => `\`${name}\``).join(', ') }),
    `## ${say(words.why)}`,
    say(rule.why),
    `## ${say(words.wrong)}`,
    ...rule.examples.bad.flatMap((example) => badExample(example, fenced, say)),
    `## ${say(words.right)}`,
    ...rule.examples.good.flatMap((good) => {
      const { text, beside } = partsOf(good);
      return [fenced(text), ...besideOf(beside, say)];
    }),
    `## ${say(words.silence)}`,
    ...(room.ignoreHere === undefined ? [] : [say(words.comment), fenced(`# tutor ignore=${rule.code} -- …`)]),
    say(words.setting),
    `\`\`\`json\n"tutor.diagnostics.rules": { "${rule.code}": "off" }\n\`\`\``,
    `## ${say(words.lesson)}`,
    lessonLine(rule.lesson, options),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function badExample(
  example: BadExample,
  fenced: (text: string) => string,
  say: (text: Text, args?: Readonly<Record<string, string>>) => string,
): readonly string[] {
  const { text, start, end } = unmarked(example);
  const place = `\`\` ${text.slice(start, end)} \`\``;
  const healed = example.fixed === undefined ? [] : [say(words.healed), fenced(example.fixed)];
  return [fenced(text), ...besideOf(example.beside, say), say(words.here, { place }), ...healed];
}

/** The files beside an example. */
function besideOf(beside: Beside | undefined, say: (text: Text) => string): readonly string[] {
  if (beside === undefined) return [];
  const files = Object.entries(beside).map(([path, file]) => {
    const text = (typeof file === 'string' ? file : file.program).trimEnd();
    return text === '' ? `\`${path}\`` : `\`${path}\`\n\n\`\`\`\n${text}\n\`\`\``;
  });
  return [say(words.beside), ...files];
}

/** What is shown when the author points at a finding: why it matters, and the lesson. */
export function ruleHover<File>(rule: Rule<File>, options: PageOptions): string {
  const heading = `**${rule.code}** ${render(rule.title, options.language)}`;
  return [heading, render(rule.why, options.language), lessonLine(rule.lesson, options)].join('\n\n');
}

/** A line of Markdown that leads to a lesson, or says that it is not there yet. */
export function lessonLine(lesson: string, { language, lessonLink }: PageOptions): string {
  if (lessonLink === undefined) return `\`${lesson}\``;
  const address = lessonLink(lesson);
  const label = render(address === undefined ? words.unwritten : words.learn, language, { lesson: `\`${lesson}\`` });
  return address === undefined ? label : `[${label}](${address})`;
}
