import * as vscode from 'vscode';
import type { LabState, PracticeLab } from '../../core/lab';
import { registerCommand, setContext } from '../../host/commands';
import { commands, contextKeys, settings } from '../../host/ids';
import { report } from '../../host/report';
import type { LabStatusItem } from './status';

/** What this feature is given. */
export type Parts = {
  readonly lab: PracticeLab;
  readonly onDidChange: vscode.Event<LabState>;
};

/** Whether the learner works with the lab, over reloads of the window. */
const wanted = 'lab.wanted';

/** The practice lab's commands, its terminal and its place in the status bar. Starts nothing that was not asked for. */
export function register(context: vscode.ExtensionContext, { lab, onDidChange }: Parts): void {
  let item: Promise<LabStatusItem> | undefined;
  const want = (yes: boolean): Thenable<void> => context.globalState.update(wanted, yes);
  const verbs = () => import('./verbs');
  const show = (state: LabState): void => {
    void setContext(contextKeys.lab, state.state);
    if (state.state === 'failed' && state.error.code === 'lab-ended') report(state.error);
    if (state.state === 'stopped' && item === undefined) return;
    item ??= import('./status').then(({ LabStatusItem }) => new LabStatusItem());
    item.then((one) => one.show(lab.state())).catch(report);
  };
  context.subscriptions.push(
    lab,
    { dispose: () => item?.then((one) => one.dispose()) },
    onDidChange(show),
    registerCommand(commands.startLab, async () => {
      await (await verbs()).start(lab);
      await want(true);
    }),
    registerCommand(commands.stopLab, async () => {
      await want(false);
      await lab.stop();
    }),
    registerCommand(commands.resetLab, async () => (await verbs()).reset(lab)),
    registerCommand(commands.labTerminal, async () => {
      await (await verbs()).openTerminal(lab);
      await want(true);
    }),
    registerCommand(commands.labMenu, async () => (await verbs()).menu(lab)),
  );
  show(lab.state());
  const asked = vscode.workspace.getConfiguration().get<boolean>(settings.labAutoStart, false);
  if (asked || context.globalState.get<boolean>(wanted, false)) lab.start().catch(report);
}
