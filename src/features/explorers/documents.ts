import * as vscode from 'vscode';
import type { Outcome } from '../../core/resources/verb';
import type { Text } from '../../core/text';
import { inform, report } from '../../host/report';
import { schemes } from '../../host/ids';

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
      const text = await file.save(Buffer.from(content).toString(), this.#controller.signal);
      this.#files.set(uri.toString(), { ...file, text, since: Date.now() });
      this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
      inform(saved);
    } catch (error) {
      report(error);
      const other = conflictOf(error);
      if (other)
        await this.compare(`${uri.path}/conflict`, {
          ...other,
          show: 'compare',
          title: uri.path.replace(/^.*\//, ''),
          language: 'yaml',
        });
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
    this.#changed.dispose();
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

/** What somebody else has made of it meanwhile, beside what was to be saved; undefined for any other failure. */
function conflictOf(error: unknown): { readonly before: string; readonly after: string } | undefined {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  if (typeof cause !== 'object' || cause === null || !('mine' in cause) || !('theirs' in cause)) return undefined;
  return { before: String(cause.theirs), after: String(cause.mine) };
}

type File = {
  readonly text: string;
  readonly save?: (text: string, signal: AbortSignal) => Promise<string>;
  /** When it was last changed, in milliseconds since 1970. */
  readonly since: number;
};

const endings = { json: '.json', yaml: '.yaml', plaintext: '.txt', shellscript: '.sh', diff: '.diff' } as const;
