import * as vscode from 'vscode';
import type { EditorFacts, Sights } from '../../core/doctor/sights';
import { registerCommand } from '../../host/commands';
import { commands } from '../../host/ids';
import { language } from '../../host/locale';
import { lessonLinks } from '../../host/lesson-links';
import { pageUri, showPage } from '../../host/pages';

/** What this feature is given. */
export type Parts = {
  /** Looks at the machine, for so many milliseconds at most. */
  readonly look: (signal: AbortSignal, milliseconds: number) => Promise<Sights>;
  readonly lab: () => EditorFacts['lab'];
  /** The ids of the lessons that there are. */
  readonly lessons: () => Promise<ReadonlySet<string>>;
};

/** How long a report may take, in milliseconds: with what comes after the looks, less than three seconds. */
const patience = 2_700;
/** How long is looked at least, on a machine on which our own parts take long to load. */
const least = 1_000;

/** The report's address; there is one. */
const uri = pageUri('tutor-doctor', 'environment');

/** The environment doctor: one command, and its report as a page. Looks at nothing before it is asked. */
export function register(context: vscode.ExtensionContext, parts: Parts): void {
  const pages = new DoctorPages(parts);
  context.subscriptions.push(
    pages,
    vscode.workspace.registerTextDocumentContentProvider(uri.scheme, pages),
    registerCommand(commands.doctor, () => pages.check()),
  );
}

class DoctorPages implements vscode.TextDocumentContentProvider {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #closing = new AbortController();
  /** The report of now, or the one that is being made. */
  #report: Promise<string> | undefined;
  #isLooking = false;

  constructor(readonly parts: Parts) {}

  /** Looks anew and shows the report; who asks while it looks waits for the same. */
  async check(): Promise<void> {
    if (!this.#isLooking) this.#report = this.#look();
    const report = this.#report;
    this.#changed.fire(uri);
    await report;
    await showPage(uri, { preview: false });
  }

  /** A page that VS Code brings back after a reload is looked for anew. */
  async provideTextDocumentContent(): Promise<string> {
    return await (this.#report ??= this.#look());
  }

  async #look(): Promise<string> {
    this.#isLooking = true;
    const began = Date.now();
    try {
      const [{ diagnose }, { reportPage }, lessons] = await Promise.all([
        import('../../core/doctor/diagnose'),
        import('../../core/doctor/report'),
        this.parts.lessons(),
      ]);
      const sights = await this.parts.look(this.#closing.signal, Math.max(least, patience - (Date.now() - began)));
      const lab = this.parts.lab();
      return reportPage(diagnose(sights, { ...editorFacts(), lab }), {
        language: language(),
        time: new Date().toLocaleTimeString(vscode.env.language),
        milliseconds: Date.now() - began,
        isLabRunning: lab === 'running',
        lessonLink: lessonLinks(lessons),
      });
    } catch (error) {
      this.#report = undefined;
      throw error;
    } finally {
      this.#isLooking = false;
    }
  }

  dispose(): void {
    this.#closing.abort();
    this.#changed.dispose();
  }
}

const editorFacts = (): Omit<EditorFacts, 'lab'> => ({
  version: vscode.version,
  remote: vscode.env.remoteName,
  isTrusted: vscode.workspace.isTrusted,
  folder: vscode.workspace.workspaceFolders?.[0]?.uri.fsPath,
});
