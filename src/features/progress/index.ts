import * as vscode from 'vscode';
import type { Summary } from '../../core/course/summary';
import { registerCommand } from '../../host/commands';
import { commands, panels, settings } from '../../host/ids';
import { report } from '../../host/report';
import { ProgressPage } from './page';
import type { Parts } from './parts';
import { ProgressStatus } from './status';

export type { Parts } from './parts';

/** The learner's progress: a page of its own, and a way there in the status bar. */
export function register(context: vscode.ExtensionContext, { course, now }: Parts): void {
  const summary = async (): Promise<Summary> => {
    const { hoursFrom, summarize } = await import('../../core/course/summary');
    const { tracks } = await course.catalog();
    const hoursPerWeek = hoursFrom(vscode.workspace.getConfiguration().get(settings.hoursPerWeek));
    const planStart = vscode.workspace.getConfiguration().get(settings.planStart);
    return summarize(tracks, course.progress(), { now: now(), hoursPerWeek, planStart });
  };
  const page = new ProgressPage(context.extensionUri, summary);
  const status = new ProgressStatus();
  const refresh = (): void => {
    page.refresh().catch(report);
    if (isUntouched(course.progress())) status.hide();
    else summary().then((one) => status.show(one), report);
  };

  context.subscriptions.push(
    page,
    status,
    registerCommand(commands.openProgress, () => page.show()),
    registerCommand(commands.makePlan, async () => (await import('./plan')).makePlan({ course, now })),
    vscode.window.registerWebviewPanelSerializer(panels.progress, page),
    course.onDidChange(refresh),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if ([settings.hoursPerWeek, settings.planStart].some((one) => event.affectsConfiguration(one))) refresh();
    }),
    // A window that was left open overnight shows the new day when the learner comes back.
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) refresh();
    }),
  );
  refresh();
}

/** Before anything was done, nothing of the course has to be loaded. */
const isUntouched = ({ exercises, quizzes }: ReturnType<Parts['course']['progress']>): boolean =>
  Object.keys(exercises).length === 0 && Object.keys(quizzes).length === 0;
