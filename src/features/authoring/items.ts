import * as vscode from 'vscode';
import type { Suggestion } from '../../core/authoring/suggestion';
import { quoted } from '../../core/authoring/yaml-explain';
import { language, say } from '../../host/locale';

const kinds: Readonly<Record<Suggestion['kind'], vscode.CompletionItemKind>> = {
  instruction: vscode.CompletionItemKind.Keyword,
  flag: vscode.CompletionItemKind.Property,
  key: vscode.CompletionItemKind.Field,
  value: vscode.CompletionItemKind.EnumMember,
  name: vscode.CompletionItemKind.Reference,
};

/** A suggestion as VS Code shows it. */
export function itemOf(suggestion: Suggestion, range: vscode.Range): vscode.CompletionItem {
  const { label, kind, insert, detail, about, reference, goesOn, isFirst } = suggestion;
  const item = new vscode.CompletionItem(label, kinds[kind]);
  item.range = range;
  item.insertText = insert ?? label;
  item.sortText = `${isFirst === true ? 0 : kind === 'name' ? 1 : 2}${label}`;
  if (detail !== undefined) item.detail = say(detail);
  const words = [
    ...(about === undefined ? [] : [say(about)]),
    ...(reference === undefined || reference === '' ? [] : [quoted(reference, language())]),
  ];
  if (words.length > 0) item.documentation = new vscode.MarkdownString(words.join('\n\n'));
  if (goesOn === true) item.command = { command: 'editor.action.triggerSuggest', title: '' };
  return item;
}
