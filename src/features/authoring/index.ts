import * as vscode from 'vscode';
import { filtersFor, roomFor, rooms } from '../../core/lint/rooms';
import { settings } from '../../host/ids';
import type { Providers } from './providers';
import type { Parts } from './parts';

export type { Parts } from './parts';

/** The rooms whose files are explained and completed. */
const ids: ReadonlySet<string> = new Set([
  'dockerfile',
  'compose',
  'kubernetes',
  'heat',
  'cloud-init',
  'clouds-yaml',
  'daemon-json',
]);

const roomOf = (document: vscode.TextDocument): string | undefined =>
  roomFor(document.uri.path, document.languageId, () => document.getText())?.id;

/** Registers hovers, completion, outlines, definitions and lenses; what they do is loaded when one is first asked. */
export function register(context: vscode.ExtensionContext, parts: Parts): void {
  const selector = filtersFor(rooms.filter(({ id }) => ids.has(id)));
  let loading: Promise<Providers> | undefined;
  const load = async (): Promise<Providers> => {
    loading ??= import('./providers').then((part) => new part.Providers(parts, roomOf));
    return loading;
  };
  const lensesChanged = new vscode.EventEmitter<void>();
  const { languages } = vscode;
  context.subscriptions.push(
    lensesChanged,
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settings.codeLens)) lensesChanged.fire();
    }),
    languages.registerHoverProvider(selector, {
      provideHover: async (document, position) => (await load()).hover(document, position),
    }),
    languages.registerCompletionItemProvider(
      selector,
      {
        provideCompletionItems: async (document, position, _token, { triggerCharacter }) =>
          (await load()).complete(document, position, triggerCharacter),
      },
      ' ',
      '=',
      '"',
    ),
    languages.registerDocumentSymbolProvider(
      selector,
      { provideDocumentSymbols: async (document) => (await load()).symbols(document) },
      { label: 'Cloud Native Tutor' },
    ),
    languages.registerDefinitionProvider(selector, {
      provideDefinition: async (document, position) => (await load()).definitions(document, position),
    }),
    languages.registerReferenceProvider(selector, {
      provideReferences: async (document, position, { includeDeclaration }) =>
        (await load()).references(document, position, includeDeclaration),
    }),
    languages.registerCodeLensProvider(selector, {
      onDidChangeCodeLenses: lensesChanged.event,
      provideCodeLenses: async (document) =>
        vscode.workspace.getConfiguration().get<boolean>(settings.codeLens, true)
          ? (await load()).lenses(document)
          : [],
    }),
  );
}
