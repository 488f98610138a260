import * as vscode from 'vscode';
import { completionsAt } from '../../core/authoring/complete';
import { explainAt } from '../../core/authoring/explain';
import { definitionsAt, usesAt, type Placed } from '../../core/authoring/find';
import { namesIn, type Name } from '../../core/authoring/names';
import { isJson } from '../../core/authoring/sketch';
import { outlineOf, type Outlined } from '../../core/authoring/symbols';
import type { Words } from '../../core/authoring/kubernetes/grammar';
import { isFacts } from '../../core/lint/kubernetes/world';
import type { Span } from '../../core/lint/rule';
import { lessonLinks, lessonMarkdown } from '../../host/lesson-links';
import { language } from '../../host/locale';
import { itemOf } from './items';
import { Lenses } from './lenses';
import type { Parts } from './parts';

/** What a document says of names, and what the files around it say. */
type Around = { readonly here: readonly Name[]; readonly others: Awaited<ReturnType<Parts['namesAround']>> };

/** Answers what VS Code asks about a document of ours. */
export class Providers {
  readonly #lenses: Lenses;

  /** @param roomOf the id of a document's room; this part of the product holds no room */
  constructor(
    readonly parts: Parts,
    readonly roomOf: (document: vscode.TextDocument) => string | undefined,
  ) {
    this.#lenses = new Lenses(parts);
  }

  async hover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    const room = this.roomOf(document);
    if (room === undefined) return undefined;
    const file = room === 'dockerfile' ? (await this.parts.parsed(document))?.parts[0]?.file : undefined;
    if (room === 'dockerfile' && file === undefined) return undefined;
    const lessonLink = lessonLinks(await this.parts.lessons());
    const options = { language: language(), lessonLink, words: await this.#words(room) };
    const found = explainAt(room, document.getText(), file, document.offsetAt(position), options);
    if (found === undefined) return undefined;
    return new vscode.Hover(lessonMarkdown(found.markdown), rangeOf(document, found.span));
  }

  /** @param trigger the character that made VS Code ask; nothing when the author did, or types a word */
  async complete(
    document: vscode.TextDocument,
    position: vscode.Position,
    trigger: string | undefined,
  ): Promise<vscode.CompletionItem[]> {
    const room = this.roomOf(document);
    if (room === undefined || (trigger === '"' && !isJson(document.getText()))) return [];
    const { version } = document;
    const [words, around] = await Promise.all([this.#words(room), this.#namesAround(document, room)]);
    if (document.version !== version) return [];
    const offset = document.offsetAt(position);
    const others = around.filter(({ path }) => path !== document.uri.path);
    const names = others.flatMap((one) => one.names);
    const facts = others.flatMap((one) => (isFacts(one.facts) ? one.facts : []));
    return completionsAt(room, document.getText(), offset, { words, names, facts })
      .filter(({ span }) => span.start <= offset && offset <= span.end)
      .filter(({ kind }) => trigger !== ' ' || kind === 'value' || kind === 'name')
      .map((one) => itemOf(one, (at) => document.positionAt(at)));
  }

  async symbols(document: vscode.TextDocument): Promise<vscode.DocumentSymbol[]> {
    const parsed = await this.parts.parsed(document);
    if (parsed === undefined) return [];
    return outlineOf(parsed.room.id, parsed.parts).map((one) => symbolOf(document, one));
  }

  async definitions(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Location[]> {
    const { here, others } = await this.#around(document);
    return locationsOf(document, definitionsAt(here, document.offsetAt(position), others));
  }

  async references(
    document: vscode.TextDocument,
    position: vscode.Position,
    withDefinitions: boolean,
  ): Promise<vscode.Location[]> {
    const { here, others } = await this.#around(document);
    const all = usesAt(here, document.offsetAt(position), others);
    return locationsOf(
      document,
      all.filter(({ name }) => withDefinitions || name.role === 'reference'),
    );
  }

  async lenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    return this.#lenses.of(document);
  }

  async #words(room: string): Promise<Words | undefined> {
    return room === 'kubernetes' ? this.parts.words() : undefined;
  }

  async #namesAround({ uri, isUntitled }: vscode.TextDocument, room: string): Promise<Around['others']> {
    return isUntitled || room !== 'kubernetes' ? [] : this.parts.namesAround(uri, room);
  }

  async #around(document: vscode.TextDocument): Promise<Around> {
    const parsed = await this.parts.parsed(document);
    if (parsed === undefined) return { here: [], others: [] };
    const all = await this.#namesAround(document, parsed.room.id);
    const others = all.filter(({ path }) => path !== document.uri.path);
    return { here: namesIn(parsed.room.id, parsed.parts), others };
  }
}

const rangeOf = (document: vscode.TextDocument, { start, end }: Span): vscode.Range =>
  new vscode.Range(document.positionAt(start), document.positionAt(end));

async function locationsOf(document: vscode.TextDocument, placed: readonly Placed[]): Promise<vscode.Location[]> {
  const found = placed.map(async ({ name, path }) => {
    const other = path === undefined ? document : await documentAt(document.uri.with({ path }));
    return other && new vscode.Location(other.uri, rangeOf(other, name.span));
  });
  return (await Promise.all(found)).filter((one) => one !== undefined);
}

/** A file may be gone since the index saw it. */
async function documentAt(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  return Promise.resolve(vscode.workspace.openTextDocument(uri)).catch(() => undefined);
}

const symbolKinds: Readonly<Record<Outlined['kind'], vscode.SymbolKind>> = {
  section: vscode.SymbolKind.Namespace,
  thing: vscode.SymbolKind.Field,
  object: vscode.SymbolKind.Object,
  stage: vscode.SymbolKind.Module,
  instruction: vscode.SymbolKind.Method,
};

function symbolOf(document: vscode.TextDocument, one: Outlined): vscode.DocumentSymbol {
  const name = one.name === '' ? '?' : one.name;
  const symbol = new vscode.DocumentSymbol(
    name,
    one.detail,
    symbolKinds[one.kind],
    rangeOf(document, one.span),
    rangeOf(document, one.mark),
  );
  symbol.children = one.children.map((child) => symbolOf(document, child));
  return symbol;
}
