import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fileUnreadable, usage, UserError } from '../core/errors';
import { rooms } from '../core/lint/rooms';
import { ruleNamed, type Level, type Profile } from '../core/lint/rule';
import { fill, languageOf, render, type Args, type Language, type Text } from '../core/text';
import type { ExitCode, Io } from './io';
import { chosenFiles, NothingMatches, type Chosen } from './lint-files';
import { JsonReport, TextReport, type Report } from './lint-reports';
import { lintFiles } from './lint-run';
import { SarifReport } from './sarif';

const words = {
  noFiles: {
    en: 'tutor lint wants at least one file, folder or pattern, or - for the standard input',
    zh: 'tutor lint 至少需要一个文件、目录或匹配模式，或用 - 表示标准输入',
  },
  option: { en: 'tutor lint does not know the option {option}', zh: 'tutor lint 没有选项 {option}' },
  choice: { en: '{option} is one of {choices}', zh: '{option} 只能是 {choices} 之一' },
  value: { en: '{option} wants a value', zh: '{option} 需要一个值' },
  rule: {
    en: '--rule wants CODE=LEVEL, and LEVEL is one of {choices}',
    zh: '--rule 的格式是 规则代码=级别，级别只能是 {choices} 之一',
  },
  code: { en: 'there is no rule {code}', zh: '没有规则 {code}' },
  missing: { en: 'there is no such file', zh: '文件不存在' },
  folder: { en: 'it is a folder', zh: '这是一个目录' },
  forbidden: { en: 'you may not read it', zh: '没有读取权限' },
  noMatch: { en: 'no file matches it', zh: '没有匹配的文件' },
  otherKind: {
    en: '{file} was left out: it is none of the kinds of file that are linted.',
    zh: '已跳过 {file}：不是可以检查的文件类型。',
  },
  nothing: { en: 'There is nothing to lint.', zh: '没有可检查的文件。' },
  dropped: {
    en: '{what} failed for {file} and was left out: {error}',
    zh: '{what} 在检查 {file} 时出错，已跳过：{error}',
  },
} as const satisfies Record<string, Text>;

type Format = 'text' | 'json' | 'sarif';

const reports: Readonly<Record<Format, new (language: Language) => Report>> = {
  text: TextReport,
  json: JsonReport,
  sarif: SarifReport,
};
const formats: readonly Format[] = ['text', 'json', 'sarif'];
const profiles: readonly Profile[] = ['learn', 'strict', 'quiet'];
const levels: readonly Level[] = ['error', 'warning', 'information', 'hint', 'off'];

/**
 * `tutor lint`: judges files and says what is wrong in them.
 * @returns 0 when all is well, 1 with findings, 2 when something could not be read, or nothing was there to judge
 */
export async function lintCommand(argv: readonly string[], given: Io): Promise<ExitCode> {
  const io = { ...given, language: languageIn(argv) ?? given.language };
  try {
    return await run(await parse(argv, io.cwd), io);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    io.stderr(`${error.text[io.language]}\n`);
    return 2;
  }
}

type Order = Awaited<ReturnType<typeof parse>>;

async function run({ names, format, profile, rules, excludes, stdinName }: Order, io: Io): Promise<ExitCode> {
  const say = (text: Text, args: Args): void => {
    io.stderr(`${render(text, io.language, args)}\n`);
  };
  const missed: string[] = [];
  const onUnreadable = (named: string, error: unknown): void => {
    missed.push(named);
    say(unreadable(named, error).text, {});
  };
  const { files, failures } = await chosenFiles(names, { cwd: io.cwd, excludes, stdinName });
  for (const { named, error } of failures) onUnreadable(named, error);
  const report = new reports[format](io.language);
  let [linted, found] = [0, 0];
  for await (const one of lintFiles(files, {
    profile,
    levels: rules,
    onUnreadable: ({ file }, error) => onUnreadable(file, error),
    onOtherKind: ({ file, isNamed }) => {
      if (isNamed) say(words.otherKind, { file });
    },
    onFailure: ({ file }: Chosen, what, error) => say(words.dropped, { what, file, error: String(error) }),
  })) {
    report.add(one);
    linted += 1;
    found += one.findings.length;
  }
  if (linted === 0) say(words.nothing, {});
  else io.stdout(await report.end(missed.length === 0));
  if (linted === 0 || missed.length > 0) return 2;
  return found > 0 ? 1 : 0;
}

const known = ['format', 'profile', 'rule', 'exclude', 'exclude-from', 'stdin-filename', 'lang'] as const;
type Option = (typeof known)[number];
const options = Object.fromEntries(known.map((name) => [name, { type: 'string' } as const]));

function tokensOf(argv: readonly string[]) {
  return parseArgs({ args: [...argv], options, allowPositionals: true, strict: false, tokens: true }).tokens;
}

/** The language that the command line asks for, whatever else is wrong with it. */
function languageIn(argv: readonly string[]): Language | undefined {
  const lang = tokensOf(argv).find((token) => token.kind === 'option' && token.name === 'lang');
  return lang?.kind === 'option' && lang.value !== undefined ? languageOf(lang.value) : undefined;
}

/** The words of a command line: names, and the values of each option in their order. */
function read(argv: readonly string[]) {
  const names: string[] = [];
  const values = new Map<string, string[]>();
  for (const token of tokensOf(argv)) {
    if (token.kind === 'positional') names.push(token.value);
    if (token.kind !== 'option') continue;
    const option = token.rawName;
    if (!known.some((one) => one === token.name)) throw usage({ why: fill(words.option, { option }) });
    if (token.value === undefined || token.value === '') throw usage({ why: fill(words.value, { option }) });
    values.set(token.name, [...(values.get(token.name) ?? []), token.value]);
  }
  return { names, all: (name: Option): readonly string[] => values.get(name) ?? [] };
}

async function parse(argv: readonly string[], cwd: string) {
  const { names, all } = read(argv);
  if (names.length === 0) throw usage({ why: words.noFiles });
  const last = (name: Option, usual: string): string => all(name).at(-1) ?? usual;
  const lists = await Promise.all(all('exclude-from').map((file) => patternsIn(file, cwd)));
  return {
    names,
    format: oneOf('format', formats, last('format', 'text')),
    profile: oneOf('profile', profiles, last('profile', 'learn')),
    rules: await rulesOf(all('rule')),
    excludes: [...lists.flat(), ...all('exclude')],
    stdinName: last('stdin-filename', 'Dockerfile'),
  };
}

function oneOf<Choice extends string>(option: string, choices: readonly Choice[], given: string): Choice {
  const choice = choices.find((one) => one === given);
  if (choice !== undefined) return choice;
  throw usage({ why: fill(words.choice, { option: `--${option}`, choices: choices.join(', ') }) });
}

/** What the author sets rules to: `DL3008=warning`. A name that no rule has would be a slip that nobody sees. */
async function rulesOf(given: readonly string[]): Promise<Readonly<Record<string, Level>>> {
  if (given.length === 0) return {};
  const all = (await Promise.all(rooms.map((entry) => entry.load()))).flatMap((room) => room.rules);
  const pairs = given.map((setting): readonly [string, Level] => {
    const [code = '', wanted] = setting.split('=');
    const level = levels.find((one) => one === wanted);
    if (level === undefined) throw usage({ why: fill(words.rule, { choices: levels.join(', ') }) });
    const rule = ruleNamed(all, code);
    if (rule === undefined) throw usage({ why: fill(words.code, { code }) });
    return [rule.code, level];
  });
  return Object.fromEntries(pairs);
}

async function patternsIn(file: string, cwd: string): Promise<readonly string[]> {
  try {
    return (await readFile(path.resolve(cwd, file), 'utf8')).replace(/^\uFEFF/, '').split(/\r?\n/);
  } catch (error) {
    throw unreadable(file, error);
  }
}

const reasons: Readonly<Record<string, Text>> = {
  ENOENT: words.missing,
  ENOTDIR: words.missing,
  EISDIR: words.folder,
  EACCES: words.forbidden,
  EPERM: words.forbidden,
};

/** The error for a file that cannot be read; any other error goes on its way. */
function unreadable(named: string, error: unknown): UserError {
  if (error instanceof NothingMatches) return fileUnreadable({ path: named, why: words.noMatch });
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (code === undefined) throw error;
  return fileUnreadable({ path: named, why: reasons[code] ?? code }, error);
}
