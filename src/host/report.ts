import * as vscode from 'vscode';
import { UserError } from '../core/errors';
import { helpedByLab } from '../core/lab';
import type { Text } from '../core/text';
import { isCancelled } from './cancel';
import { commands } from './ids';
import { say } from './locale';
import { log } from './log';

const unexpected: Text = {
  en: 'Something went wrong that we did not expect: {message}',
  zh: '发生了意料之外的错误：{message}',
};
const showLog: Text = { en: 'Show Log', zh: '查看日志' };
const startLab: Text = { en: 'Start Practice Lab', zh: '启动练习环境' };

/**
 * Shows an expected failure as its own sentence and any other with a way to the log, and to the practice lab where an
 * engine is missing; silent on cancel.
 */
export function report(error: unknown): void {
  if (isCancelled(error)) return;
  const message = error instanceof Error ? error.message : String(error);
  log.error(message, error instanceof UserError ? error.cause : error);
  const sentence = error instanceof UserError ? say(error.text) : say(unexpected, { message });
  const [toLog, toLab] = [say(showLog), say(startLab)];
  const buttons = error instanceof UserError && helpedByLab(error) ? [toLab, toLog] : [toLog];
  void vscode.window.showErrorMessage(sentence, ...buttons).then((pressed) => {
    if (pressed === toLog) log.show();
    if (pressed === toLab) void vscode.commands.executeCommand(commands.startLab);
  });
}

/** Tells the learner one thing that a view cannot show. */
export function inform(text: Text): void {
  void vscode.window.showInformationMessage(say(text));
}

/**
 * Tells one thing and offers one thing to do about it.
 * @returns whether the learner took it
 */
export async function offer(text: Text, action: Text): Promise<boolean> {
  const button = say(action);
  return (await vscode.window.showInformationMessage(say(text), button)) === button;
}

/**
 * Says that something did not work, and offers ways on.
 * @returns the one that the learner took
 */
export async function choose<T extends Text>(text: Text, ...ways: readonly T[]): Promise<T | undefined> {
  const pressed = await vscode.window.showWarningMessage(say(text), ...ways.map((way) => say(way)));
  return ways.find((way) => say(way) === pressed);
}

/**
 * Asks before something happens; modal, so that it cannot be overlooked.
 * @returns whether the learner pressed the button that says `action`
 */
export async function confirm(question: Text, detail: Text, action: Text): Promise<boolean> {
  const button = say(action);
  const pressed = await vscode.window.showWarningMessage(say(question), { modal: true, detail: say(detail) }, button);
  return pressed === button;
}
