import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { lookIn } from '../backends/workspace/look';
import { fileUnreadable, usage, UserError } from '../core/errors';
import { lintAmong } from '../core/lint/engine';
import { Lines } from '../core/lint/lines';
import { roomFor } from '../core/lint/rooms';
import type { Profile, Severity } from '../core/lint/rule';
import { fill, languageOf, render, type Args, type Language, type Text } from '../core/text';
import type { ExitCode, Io } from './io';
import { sarifLog, type Linted } from './sarif';

const words = {
  noFiles: {
    en: 'tutor lint wants at least one file, or - for the standard input',
    zh: 'tutor lint 至少需要一个文件，或用 - 表示标准输入',
  },
  option: { en: 'tutor lint does not know the option {option}', zh: 'tutor lint 没有选项 {option}' },
  choice: { en: '{option} is one of {choices}', zh: '{option} 只能是 {choices} 之一' },
  value: { en: '{option} wants a value', zh: '{option} 需要一个值' },
  missing: { en: 'there is no such file', zh: '文件不存在' },
  folder: { en: 'it is a folder; name the files in it', zh: '这是一个文件夹，请写出其中的文件' },
  forbidden: { en: 'you may not read it', zh: '没有读取权限' },
  otherKind: {
    en: '{file} was left out: it is none of the kinds of file that are linted.',
    zh: '已跳过 {file}：不是可以检查的文件类型。',
  },
  dropped: {
    en: '{what} failed for {file} and was left out: {error}',
    zh: '{what} 在检查 {file} 时出错，已跳过：{error}',
  },
  clean: { en: 'Files: {files}. No findings.', zh: '检查了 {files} 个文件，没有发现问题。' },
  summary: { en: 'Files: {files}. Findings: {findings}.', zh: '检查了 {files} 个文件，发现 {findings} 个问题。' },
} as const satisfies Record<string, Text>;

const severityWords: Readonly<Record<Severity, Text>> = {
  error: { en: 'error', zh: '错误' },
  warning: { en: 'warning', zh: '警告' },
  information: { en: 'information', zh: '信息' },
  hint: { en: 'hint', zh: '提示' },
};

type Format = 'text' | 'json' | 'sarif';
type Report = (linted: readonly Linted[], language: Language) => string | Promise<string>;

const reports: Readonly<Record<Format, Report>> = { text: asText, json: asJson, sarif: sarifLog };
const formats: readonly Format[] = ['text', 'json', 'sarif'];
const profiles: readonly Profile[] = ['learn', 'strict', 'quiet'];

/** `tutor lint`: judges files and says what is wrong in them. */
export async function lintCommand(argv: readonly string[], io: Io): Promise<ExitCode> {
  const language = languageIn(argv) ?? io.language;
  try {
    const { files, format, profile, stdinName } = parse(argv);
    const job = { profile, stdinName, io: { ...io, language } };
    const outcomes: (Linted | 'skipped' | 'unreadable')[] = [];
    for (const file of files) outcomes.push(await lintFile(file, job));
    const linted = outcomes.filter((outcome) => typeof outcome === 'object');
    if (linted.length > 0) io.stdout(await reports[format](linted, language));
    if (linted.length === 0 || outcomes.includes('unreadable')) return 2;
    return linted.some(({ findings }) => findings.length > 0) ? 1 : 0;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    io.stderr(`${error.text[language]}\n`);
    return 2;
  }
}

const known = { format: 'string', profile: 'string', lang: 'string', 'stdin-filename': 'string' } as const;
const options = Object.fromEntries(Object.entries(known).map(([name, type]) => [name, { type }]));

function tokensOf(argv: readonly string[]) {
  return parseArgs({ args: [...argv], options, allowPositionals: true, strict: false, tokens: true }).tokens;
}

/** The language that the command line asks for, whatever else is wrong with it. */
function languageIn(argv: readonly string[]): Language | undefined {
  const lang = tokensOf(argv).find((token) => token.kind === 'option' && token.name === 'lang');
  return lang?.kind === 'option' && lang.value !== undefined ? languageOf(lang.value) : undefined;
}

function parse(argv: readonly string[]) {
  const files: string[] = [];
  const values = new Map<string, string>();
  for (const token of tokensOf(argv)) {
    if (token.kind === 'positional') files.push(token.value);
    if (token.kind !== 'option') continue;
    const option = token.rawName;
    if (!Object.hasOwn(known, token.name)) throw usage({ why: fill(words.option, { option }) });
    if (token.value === undefined || token.value === '') throw usage({ why: fill(words.value, { option }) });
    values.set(token.name, token.value);
  }
  if (files.length === 0) throw usage({ why: words.noFiles });
  return {
    files,
    format: oneOf('format', formats, values.get('format') ?? 'text'),
    profile: oneOf('profile', profiles, values.get('profile') ?? 'learn'),
    stdinName: values.get('stdin-filename') ?? 'Dockerfile',
  };
}

function oneOf<Choice extends string>(option: string, choices: readonly Choice[], given: string): Choice {
  const choice = choices.find((one) => one === given);
  if (choice !== undefined) return choice;
  throw usage({ why: fill(words.choice, { option: `--${option}`, choices: choices.join(', ') }) });
}

type Job = { readonly profile: Profile; readonly stdinName: string; readonly io: Io };

/** A file that is not of our kinds is skipped, one that cannot be read is unreadable; both are told on stderr. */
async function lintFile(named: string, { profile, stdinName, io }: Job): Promise<Linted | 'skipped' | 'unreadable'> {
  const file = named === '-' ? stdinName : named;
  const say = (text: Text, args: Args): void => {
    io.stderr(`${render(text, io.language, args)}\n`);
  };
  try {
    const text = (await readText(named, io.cwd)).replace(/^\uFEFF/, '');
    const entry = roomFor(file, undefined, () => text);
    if (entry === undefined) {
      say(words.otherKind, { file });
      return 'skipped';
    }
    const room = await entry.load();
    const onFailure = (what: string, error: unknown): void => {
      say(words.dropped, { what, file, error: String(error) });
    };
    const lines = new Lines(text);
    const look = lookIn(path.dirname(path.resolve(io.cwd, file)));
    const findings = await lintAmong(room, text, { look }, { profile, path: file, onFailure });
    return { file, room, findings, positionAt: (offset) => lines.positionAt(offset) };
  } catch (error) {
    say(unreadable(named)(error).text, {});
    return 'unreadable';
  }
}

function readText(named: string, cwd: string): Promise<string> {
  return named === '-' ? readAll(process.stdin) : readFile(path.resolve(cwd, named), 'utf8');
}

const reasons: Readonly<Record<string, Text>> = {
  ENOENT: words.missing,
  ENOTDIR: words.missing,
  EISDIR: words.folder,
  EACCES: words.forbidden,
  EPERM: words.forbidden,
};

/** The error for a file that cannot be read; any other error goes on its way. */
function unreadable(named: string): (error: unknown) => UserError {
  return (error) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === undefined) throw error;
    return fileUnreadable({ path: named, why: reasons[code] ?? code }, error);
  };
}

function asText(linted: readonly Linted[], language: Language): string {
  const all = linted.flatMap(({ file, findings, positionAt }) =>
    findings.map(({ span, severity, code, message }) => {
      const { line, character } = positionAt(span.start);
      const place = `${file}:${line + 1}:${character + 1}`;
      return `${place}: ${severityWords[severity][language]} ${code}: ${message[language]}`;
    }),
  );
  const summary = render(all.length === 0 ? words.clean : words.summary, language, {
    files: linted.length,
    findings: all.length,
  });
  return `${[...all, summary].join('\n')}\n`;
}

function asJson(linted: readonly Linted[], language: Language): string {
  const all = linted.flatMap(({ file, findings, positionAt }) =>
    findings.map(({ span, code, severity, message, fix }) => ({
      file,
      range: { start: positionAt(span.start), end: positionAt(span.end) },
      code,
      severity,
      message: message[language],
      fixable: fix !== undefined,
    })),
  );
  return `${JSON.stringify(all, null, 2)}\n`;
}
