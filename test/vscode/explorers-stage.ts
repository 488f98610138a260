import * as vscode from 'vscode';
import type { Source } from '../../src/core/resources/source';
import type { Home } from '../../src/features/explorers/explorer';
import type { Row } from '../../src/features/explorers/row';

type Dialog = 'showWarningMessage' | 'showInformationMessage' | 'showErrorMessage' | 'showInputBox' | 'showQuickPick';
type Call = { readonly dialog: Dialog; readonly said: string; readonly detail: string };

/** Answers the dialogs of VS Code in the place of a learner, and keeps what they said. */
export class Answering {
  readonly said: Call[] = [];
  readonly #original = new Map<Dialog, unknown>();
  /** What is pressed, typed or picked; nothing for a dialog that is left. */
  answer: (call: Call, choices: readonly string[]) => unknown = () => undefined;

  constructor() {
    for (const dialog of ['showWarningMessage', 'showInformationMessage', 'showErrorMessage'] as const)
      this.#replace(dialog, (message: string, ...rest: readonly unknown[]) => {
        const detail = rest.map((one) => (one as { detail?: string }).detail ?? '').join('');
        const choices = rest.filter((one) => typeof one === 'string');
        return this.#take({ dialog, said: message, detail }, choices);
      });
    this.#replace('showInputBox', (options: vscode.InputBoxOptions) =>
      this.#take({ dialog: 'showInputBox', said: options.title ?? '', detail: options.prompt ?? '' }, []),
    );
    this.#replace('showQuickPick', async (given: Promise<readonly (string | vscode.QuickPickItem)[]>) => {
      const items = await given;
      const labels = items.map((one) => (typeof one === 'string' ? one : one.label));
      const picked = await this.#take({ dialog: 'showQuickPick', said: '', detail: '' }, labels);
      return items[labels.indexOf(String(picked))];
    });
  }

  /** What one of them said. */
  has(dialog: Dialog, text: RegExp): boolean {
    return this.said.some((one) => one.dialog === dialog && text.test(`${one.said}\n${one.detail}`));
  }

  dispose(): void {
    for (const [dialog, original] of this.#original) Object.assign(vscode.window, { [dialog]: original });
  }

  #replace(dialog: Dialog, stand: unknown): void {
    this.#original.set(dialog, vscode.window[dialog]);
    Object.assign(vscode.window, { [dialog]: stand });
  }

  #take(call: Call, choices: readonly string[]): Promise<unknown> {
    this.said.push(call);
    return Promise.resolve(this.answer(call, choices));
  }
}

/** A view of which a test decides everything. */
export function fakeHome(source: Source, rest: Partial<Home> = {}): Home {
  const rows: readonly Row[] = [];
  return {
    id: 'kubernetes',
    rows,
    selected: [],
    exercises: [],
    shows: () => false,
    whileShown: (task) => task(),
    anew: () => undefined,
    chosen: () => Promise.resolve(source),
    ...rest,
  };
}
