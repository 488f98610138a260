import * as vscode from 'vscode';
import { fill, type Text } from '../../core/text';
import { dayOf, isDay, mondayFrom } from '../../core/course/days';
import { planOf } from '../../core/course/plan';
import { planFile, planMarkdown } from '../../core/course/plan-markdown';
import { isFinished } from '../../core/course/progress';
import { hours, hoursFrom } from '../../core/course/summary';
import { isHours } from '../../core/course/summary-messages';
import { settings } from '../../host/ids';
import { language, say } from '../../host/locale';
import { choose, inform } from '../../host/report';
import type { Parts } from './parts';

const words = {
  hours: { en: 'Learning plan (1/2): hours a week', zh: '学习计划（1/2）：每周小时数' },
  hoursPrompt: {
    en: 'How many hours a week do you really have? A third goes to lessons, the rest to your own practice, notes and reading.',
    zh: '每周实际能拿出几个小时？三分之一学课程，其余时间自己动手、写笔记、查阅资料。',
  },
  hoursWrong: { en: 'Give a number from {least} to {most}.', zh: '请输入 {least} 到 {most} 之间的数字。' },
  start: { en: 'Learning plan (2/2): first day', zh: '学习计划（2/2）：开始日期' },
  startPrompt: {
    en: 'The day on which the first week begins, as year-month-day. Today is {today}.',
    zh: '第一周从哪天开始？按“年-月-日”填写。今天是 {today}。',
  },
  startWrong: { en: 'Write a day of the calendar as {example}.', zh: '请填写日历上有的日期，格式如 {example}。' },
  folder: { en: 'The folder for your learning plan', zh: '学习计划放进哪个文件夹' },
  exists: {
    en: '{file} is already there. Replacing it loses the ticks and notes that you made in it.',
    zh: '{file} 已经存在。替换后，你在其中打的勾和写的内容都会丢失。',
  },
  replace: { en: 'Replace It', zh: '替换' },
  beside: { en: 'Open the New One Unsaved', zh: '另开未保存的新计划' },
  unwritten: {
    en: '{file} could not be written: {why}. Your plan is open and not saved yet.',
    zh: '无法写入 {file}：{why}。学习计划已经打开，还没有保存。',
  },
  written: {
    en: 'Your plan is {file}. The progress page shows what belongs to this week.',
    zh: '学习计划已写入 {file}。学习进度页会显示本周该学的内容。',
  },
} as const satisfies Record<string, Text>;

/** Asks for the hours and the first day, writes the plan, and remembers both for the progress page. */
export async function makePlan({ course, now }: Parts): Promise<void> {
  const hoursPerWeek = await askHours();
  if (hoursPerWeek === undefined) return;
  const start = await askStart(dayOf(now()));
  if (start === undefined) return;
  const { tracks, lessons } = await course.catalog();
  const progress = course.progress();
  const plan = planOf(tracks, progress, { hoursPerWeek, start });
  const finished = new Set<string>(lessons.filter((one) => isFinished(progress, one)).map((one) => one.id));
  const text = planMarkdown(plan, language(), (lesson) => finished.has(lesson));
  if (!(await keep(text))) return;
  const user = vscode.workspace.getConfiguration();
  await user.update(settings.hoursPerWeek, hoursPerWeek, vscode.ConfigurationTarget.Global);
  await user.update(settings.planStart, start, vscode.ConfigurationTarget.Global);
}

async function askHours(): Promise<number | undefined> {
  const usual = hoursFrom(vscode.workspace.getConfiguration().get(settings.hoursPerWeek));
  const given = await vscode.window.showInputBox({
    title: say(words.hours),
    prompt: say(words.hoursPrompt),
    value: String(usual),
    ignoreFocusOut: true,
    validateInput: (input) =>
      isHours(numberOf(input)) ? undefined : say(words.hoursWrong, { least: hours.least, most: hours.most }),
  });
  const number = given === undefined ? undefined : numberOf(given);
  return isHours(number) ? number : undefined;
}

/** A number as people type it: `7.5`, `7,5`. */
const numberOf = (input: string): number =>
  /^\s*\d+([.,]\d+)?\s*$/.test(input) ? Number(input.replace(',', '.')) : NaN;

async function askStart(today: string): Promise<string | undefined> {
  const example = mondayFrom(today);
  const given = await vscode.window.showInputBox({
    title: say(words.start),
    prompt: say(words.startPrompt, { today }),
    value: example,
    ignoreFocusOut: true,
    validateInput: (input) => (isDay(input.trim()) ? undefined : say(words.startWrong, { example })),
  });
  const day = given?.trim();
  return day !== undefined && isDay(day) ? day : undefined;
}

/**
 * Writes the plan into the workspace and shows it; never over a file of the learner's without asking.
 * @returns whether the learner has the plan now
 */
async function keep(text: string): Promise<boolean> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) return await showUnsaved(text);
  const folder =
    folders.length === 1 ? folders[0] : await vscode.window.showWorkspaceFolderPick({ placeHolder: say(words.folder) });
  if (folder === undefined) return false;
  const uri = vscode.Uri.joinPath(folder.uri, planFile);
  try {
    if (await isThere(uri)) {
      const way = await choose<Text>(filled(words.exists), words.replace, words.beside);
      if (way === words.beside) return await showUnsaved(text);
      if (way !== words.replace) return false;
    }
    await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    inform(fill(words.unwritten, { file: uri.fsPath, why }));
    return await showUnsaved(text);
  }
  await vscode.window.showTextDocument(uri);
  inform(filled(words.written));
  return true;
}

const filled = (text: Text): Text => fill(text, { file: planFile });

async function showUnsaved(content: string): Promise<boolean> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'markdown', content }));
  return true;
}

/** Whoever cannot tell whether a file is there must not write over it. */
async function isThere(uri: vscode.Uri): Promise<boolean> {
  return await vscode.workspace.fs.stat(uri).then(
    () => true,
    (error: unknown) => {
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return false;
      throw error;
    },
  );
}
