import * as vscode from 'vscode';
import { UserError } from '../../core/errors';
import { fill, type Text } from '../../core/text';
import { choose, confirm } from '../../host/report';

/** Two versions of one thing: what somebody else has made of it, and what was to be saved. */
export type Conflict = {
  readonly error: UserError;
  readonly theirs: string;
  /** What was to be saved, so that it would be taken in the place of theirs. */
  readonly forced?: string;
};

/** The two versions, if that is why something was not saved. */
export function conflictOf(error: unknown): Conflict | undefined {
  const cause: unknown = error instanceof UserError ? error.cause : undefined;
  if (!(error instanceof UserError) || typeof cause !== 'object' || cause === null || !('theirs' in cause))
    return undefined;
  const forced = 'forced' in cause ? { forced: String(cause.forced) } : {};
  return { error, theirs: String(cause.theirs), ...forced };
}

const words = {
  useTheirs: { en: 'Begin from the New Version', zh: '以新版本为基础' },
  overwrite: { en: 'Overwrite…', zh: '覆盖…' },
  question: { en: 'Overwrite {name} with your text?', zh: '用你的文本覆盖 {name}？' },
  detail: {
    en: 'What somebody else has changed since you opened it, on the left of the comparison, is lost where your text says something else.',
    zh: '打开之后其他人所做的修改（对比左侧），凡与你的文本不一致之处都会丢失。',
  },
  button: { en: 'Overwrite', zh: '覆盖' },
} as const satisfies Readonly<Record<string, Text>>;

/** Asks how to go on. The learner's text stays in the editor; where it gives way, Undo brings it back. */
export async function settle(uri: vscode.Uri, { error, theirs, forced }: Conflict): Promise<void> {
  const ways = forced === undefined ? [words.useTheirs] : [words.useTheirs, words.overwrite];
  const pressed = await choose(error.text, ...ways);
  if (pressed === words.useTheirs) await write(uri, theirs);
  if (pressed !== words.overwrite || forced === undefined) return;
  const name = uri.path.replace(/^.*\//, '');
  if (!(await confirm(fill(words.question, { name }), words.detail, words.button))) return;
  const document = await write(uri, forced);
  // Whoever was faster once more is in the way once more.
  await document.save();
}

async function write(uri: vscode.Uri, text: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uri);
  const all = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, all, text);
  await vscode.workspace.applyEdit(edit);
  return document;
}
