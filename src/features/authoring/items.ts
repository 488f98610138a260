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

/**
 * A suggestion as VS Code shows it.
 * @param placeOf the position of a place in the text
 */
export function itemOf(suggestion: Suggestion, placeOf: (at: number) => vscode.Position): vscode.CompletionItem {
  const { label, kind, span, filter, commaAt, detail, about, reference, goesOn, isFirst, rank = 0 } = suggestion;
  const item = new vscode.CompletionItem(label, kinds[kind]);
  item.range = new vscode.Range(placeOf(span.start), placeOf(span.end));
  item.insertText = insertedBy(suggestion);
  if (filter !== undefined) item.filterText = filter;
  if (commaAt !== undefined) item.additionalTextEdits = [vscode.TextEdit.insert(placeOf(commaAt), ',')];
  item.sortText = `${isFirst === true ? 0 : kind === 'name' ? 1 : 2}${rank}${label}`;
  if (detail !== undefined) item.detail = say(detail);
  const words = [
    ...(about === undefined ? [] : [say(about)]),
    ...(reference === undefined || reference === '' ? [] : [quoted(reference, language())]),
  ];
  if (words.length > 0) item.documentation = new vscode.MarkdownString(words.join('\n\n'));
  if (goesOn === true) item.command = { command: 'editor.action.triggerSuggest', title: '' };
  return item;
}

function insertedBy({ label, insert = label, chosenAt }: Suggestion): string | vscode.SnippetString {
  if (chosenAt === undefined) return insert;
  const chosen = insert.slice(chosenAt.start, chosenAt.end);
  const snippet = new vscode.SnippetString().appendText(insert.slice(0, chosenAt.start));
  if (chosen === '') snippet.appendTabstop(0);
  else snippet.appendPlaceholder(chosen, 0);
  return snippet.appendText(insert.slice(chosenAt.end));
}
