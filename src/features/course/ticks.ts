import * as vscode from 'vscode';
import type { CourseStore } from './store';

/** When an opened walkthrough may have begun to listen, in milliseconds. */
const moments = [100, 1000, 3000];

/** Ticks steps of finished lessons whenever a walkthrough may have been opened. */
export function mirrorTicks(store: CourseStore): vscode.Disposable {
  const timers = new Set<NodeJS.Timeout>();
  const tickSoon = (): void => {
    for (const delay of moments) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        void store.tick();
      }, delay);
      timers.add(timer);
    }
  };
  // A walkthrough's tab has no input that the API knows; it changes when another walkthrough is shown in it.
  const listener = vscode.window.tabGroups.onDidChangeTabs(({ opened, changed }) => {
    if ([...opened, ...changed].some((tab) => tab.input === undefined)) tickSoon();
  });
  tickSoon();
  return new vscode.Disposable(() => {
    listener.dispose();
    for (const timer of timers) clearTimeout(timer);
  });
}
