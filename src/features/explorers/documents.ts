import * as vscode from 'vscode';
import type { Outcome } from '../../core/resources/verb';
import type { Text } from '../../core/text';
import { inform, report } from '../../host/report';
import { schemes } from '../../host/ids';
import { conflictOf, settle, type Conflict } from './conflict';

type Shown<S extends Outcome['show']> = Extract<Outcome, { show: S }>;

const saved: Text = {
  en: 'Applied: the document shows the object as it is now.',
  zh: '已应用：文档显示的是对象当前的内容。',
};

/** The documents of verbs: some to read, some whose saving changes the thing that they show. */
export class Documents implements vscode.FileSystemProvider {
  readonly #files = new Map<string, File>();
  /** A short number for each thing that was shown, for the path that the learner sees. */
  readonly #numbers = new Map<string, number>();
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly #closed = vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#files.delete(uri.toString()));
  // While it is being saved an editor does not look whether there is another text.
  readonly #saved = vscode.workspace.onDidSaveTextDocument(({ uri }) => this.#renew(uri));
  readonly #controller = new AbortController();

  readonly onDidChangeFile = this.#changed.event;
  // Looks at the one above at once.
  readonly #registered = vscode.workspace.registerFileSystemProvider(schemes.resource, this, { isCaseSensitive: true });

  /** Shows a text; the same thing again is the same document with its text of now. */
  async show(id: string, { title, language, text }: Shown<'text'>): Promise<void> {
    const uri = this.#put(id, `${title}${endings[language]}`, { text });
    await vscode.window.showTextDocument(await this.#document(uri, language), { preview: true });
  }

  /** Shows two texts beside each other. */
  async compare(id: string, { title, language, before, after }: Shown<'compare'>): Promise<void> {
    const one = this.#put(`${id}/before`, `${title}${endings[language]}`, { text: before });
    const other = this.#put(`${id}/after`, `${title}${endings[language]}`, { text: after });
    await vscode.commands.executeCommand('vscode.diff', one, other, title);
  }

  /** Shows a text that may be changed. */
  async edit({ id, title, language, text, save }: Shown<'edit'>): Promise<void> {
    const uri = this.#put(id, `${title}${endings[language]}`, { text, save });
    await vscode.window.showTextDocument(await this.#document(uri, language), { preview: false });
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const { text, save, since } = this.#file(uri);
    return {
      type: vscode.FileType.File,
      ctime: 0,
      mtime: since,
      size: Buffer.byteLength(text),
      ...(!save && { permissions: vscode.FilePermission.Readonly }),
    };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    return Buffer.from(this.#file(uri).text);
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const file = this.#file(uri);
    if (!file.save) throw vscode.FileSystemError.NoPermissions(uri);
    try {
      const written = Buffer.from(content).toString();
      const text = await file.save(written, this.#controller.signal);
      this.#files.set(uri.toString(), { ...file, text: written, since: Date.now(), next: text });
      inform(saved);
    } catch (error) {
      const conflict = conflictOf(error);
      if (conflict) this.#settle(uri, conflict).catch(report);
      else report(error);
      // The editor keeps what was written, as one that is not saved.
      throw vscode.FileSystemError.Unavailable(error instanceof Error ? error.message : String(error));
    }
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.#controller.abort();
    this.#registered.dispose();
    this.#closed.dispose();
    this.#saved.dispose();
    this.#changed.dispose();
  }

  /** What is there now stands beside the document, which stays as the learner wrote it. */
  async #settle(uri: vscode.Uri, conflict: Conflict): Promise<void> {
    const name = uri.path.replace(/^.*\//, '');
    const theirs = this.#put(`${uri.path}/theirs`, name, { text: conflict.theirs });
    await vscode.commands.executeCommand('vscode.diff', theirs, uri, name);
    await settle(uri, conflict);
  }

  /** What saving has made of a text takes its place. */
  #renew(uri: vscode.Uri): void {
    const known = this.#files.get(uri.toString());
    if (known?.next === undefined) return;
    const { next: text, ...file } = known;
    // A text is read again only when it is younger than the one that is known.
    this.#files.set(uri.toString(), { ...file, text, since: file.since + 1 });
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  #file(uri: vscode.Uri): File {
    const file = this.#files.get(uri.toString());
    // After a reload of the window nobody knows any more what it was.
    if (!file) throw vscode.FileSystemError.FileNotFound(uri);
    return file;
  }

  #put(id: string, name: string, file: Omit<File, 'since'>): vscode.Uri {
    const number = this.#numbers.get(id) ?? this.#numbers.size + 1;
    this.#numbers.set(id, number);
    const path = `/${number}/${name.replaceAll(/[/\\]/g, '-')}`;
    const uri = vscode.Uri.from({ scheme: schemes.resource, path });
    const isKnown = this.#files.has(uri.toString());
    this.#files.set(uri.toString(), { ...file, since: Date.now() });
    if (isKnown) this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
    return uri;
  }

  async #document(uri: vscode.Uri, language: string): Promise<vscode.TextDocument> {
    const document = await vscode.workspace.openTextDocument(uri);
    return await vscode.languages.setTextDocumentLanguage(document, language);
  }
}

type File = {
  readonly text: string;
  readonly save?: (text: string, signal: AbortSignal) => Promise<string>;
  /** When it was last changed, in milliseconds since 1970. */
  readonly since: number;
  /** What saving has made of it, until the editor has it. */
  readonly next?: string;
};

const endings = { json: '.json', yaml: '.yaml', plaintext: '.txt', shellscript: '.sh', diff: '.diff' } as const;
