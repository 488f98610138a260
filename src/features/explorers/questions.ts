import * as vscode from 'vscode';
import type { Answers, Question, Verb } from '../../core/resources/verb';
import { fill, type Text } from '../../core/text';
import { say } from '../../host/locale';

/** What a verb stands for, as far as it is known. */
const standsFor: Text = { en: 'Same as: {command}', zh: '等同于：{command}' };

/**
 * Asks what a verb wants to know, one thing after the other, each time with the command line that the answers make.
 * @param known what is answered already
 * @returns undefined when the learner has gone away
 */
export async function ask<T>(
  verb: Verb<T>,
  target: T,
  title: string,
  signal: AbortSignal,
  known: Answers = {},
): Promise<Answers | undefined> {
  let answers = known;
  for (const question of verb.questions?.(target) ?? []) {
    if (answers[question.id] || (question.when && !question.when(answers))) continue;
    const command = verb.commandLine(target, answers);
    const given = await askOne(question, answers, { title, prompt: say(fill(standsFor, { command })) }, signal);
    if (given === undefined) return undefined;
    answers = { ...answers, [question.id]: given };
  }
  return answers;
}

type Frame = { readonly title: string; readonly prompt: string };

async function askOne(
  question: Question,
  answers: Answers,
  frame: Frame,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  switch (question.ask) {
    case 'text':
      return await askText(question, frame);
    case 'choice':
      return question.free === true
        ? await askFree(question, answers, frame, signal)
        : await askChoice(question, answers, frame, signal);
    default:
      return await askFile(question);
  }
}

async function askText(
  { title, value, example, isSecret, refuse }: Extract<Question, { ask: 'text' }>,
  frame: Frame,
): Promise<readonly string[] | undefined> {
  const given = await vscode.window.showInputBox({
    title: `${frame.title} · ${say(title)}`,
    prompt: frame.prompt,
    ignoreFocusOut: true,
    ...(value !== undefined && { value }),
    ...(example !== undefined && { placeHolder: example }),
    ...(isSecret && { password: true }),
    ...(refuse && {
      validateInput: (input: string) => {
        const why = refuse(input);
        return why && say(why);
      },
    }),
  });
  return given === undefined ? undefined : [given];
}

type Asked = Extract<Question, { ask: 'choice' }>;
type Item = vscode.QuickPickItem & { readonly value: string };

async function itemsOf({ choices }: Asked, answers: Answers, signal: AbortSignal): Promise<readonly Item[]> {
  return (await choices(answers, signal)).map(({ value, label, detail, isPicked = false }) => ({
    value,
    label,
    picked: isPicked,
    ...(detail && { description: say(detail) }),
  }));
}

async function askChoice(
  question: Asked,
  answers: Answers,
  frame: Frame,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  const options = {
    title: `${frame.title} · ${say(question.title)}`,
    placeHolder: frame.prompt,
    ignoreFocusOut: true,
    matchOnDescription: true,
  };
  const items = itemsOf(question, answers, signal);
  if (question.many) {
    const picked = await vscode.window.showQuickPick(items as Promise<Item[]>, { ...options, canPickMany: true });
    return picked?.map(({ value }) => value);
  }
  const picked = await vscode.window.showQuickPick(items as Promise<Item[]>, options);
  return picked && [picked.value];
}

/** A choice that may also be typed: what is typed stands first in the list. */
async function askFree(
  question: Asked,
  answers: Answers,
  frame: Frame,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  const pick = vscode.window.createQuickPick<Item>();
  pick.title = `${frame.title} · ${say(question.title)}`;
  pick.placeholder = frame.prompt;
  pick.ignoreFocusOut = true;
  pick.busy = true;
  const chosen = new Promise<readonly string[] | undefined>((resolve) => {
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      resolve(item ? [item.value] : [pick.value]);
    });
    pick.onDidHide(() => resolve(undefined));
  });
  pick.show();
  try {
    const known = await itemsOf(question, answers, signal);
    pick.busy = false;
    pick.items = known;
    pick.onDidChangeValue((typed) => {
      const isKnown = typed === '' || known.some(({ label }) => label === typed);
      pick.items = isKnown ? known : [{ label: typed, value: typed, alwaysShow: true }, ...known];
    });
    return await chosen;
  } finally {
    pick.dispose();
  }
}

async function askFile({
  ask: kind,
  title,
  name,
}: Extract<Question, { ask: 'open' | 'open-folder' | 'save' }>): Promise<readonly string[] | undefined> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const start = folder?.uri;
  if (kind === 'save') {
    const to = start && name !== undefined ? vscode.Uri.joinPath(start, name) : start;
    const given = await vscode.window.showSaveDialog({ title: say(title), ...(to && { defaultUri: to }) });
    return given && [given.fsPath];
  }
  const [given] =
    (await vscode.window.showOpenDialog({
      title: say(title),
      canSelectFiles: kind === 'open',
      canSelectFolders: kind === 'open-folder',
      ...(start && { defaultUri: start }),
    })) ?? [];
  return given && [given.fsPath];
}
