import * as vscode from 'vscode';
import type { LabState, PracticeLab } from '../../core/lab';
import { registerCommand, setContext } from '../../host/commands';
import { commands, contextKeys, settings } from '../../host/ids';
import { report } from '../../host/report';
import { LabStatusItem } from './status';

/** What this feature is given. */
export type Parts = {
  readonly lab: PracticeLab;
  readonly onDidChange: vscode.Event<LabState>;
};

/** Whether the learner works with the lab, over reloads of the window. */
const wanted = 'lab.wanted';

/** The practice lab's commands, its terminal and its place in the status bar. Starts nothing that was not asked for. */
export function register(context: vscode.ExtensionContext, { lab, onDidChange }: Parts): void {
  const status = new LabStatusItem();
  const want = (yes: boolean): Thenable<void> => context.globalState.update(wanted, yes);
  const verbs = () => import('./verbs');
  const show = (state: LabState): void => {
    status.show(state);
    void setContext(contextKeys.lab, state.state);
  };
  context.subscriptions.push(
    lab,
    status,
    onDidChange(show),
    registerCommand(commands.startLab, async () => {
      await (await verbs()).start(lab);
      await want(true);
    }),
    registerCommand(commands.stopLab, async () => {
      await lab.stop();
      await want(false);
    }),
    registerCommand(commands.resetLab, async () => (await verbs()).reset(lab)),
    registerCommand(commands.labTerminal, async () => (await verbs()).openTerminal(lab)),
    registerCommand(commands.labMenu, async () => (await verbs()).menu(lab)),
  );
  show(lab.state());
  const { autoStart } = settings.lab;
  const asked = vscode.workspace.getConfiguration().get<boolean>(autoStart, false);
  if (asked || context.globalState.get<boolean>(wanted, false)) lab.start().catch(report);
}
