import path from 'node:path';
import * as vscode from 'vscode';
import type { FoundRule, Probe } from '../../core/course/check';
import type { ConditionVerdict, ExerciseVerdict } from '../../core/course/judge';
import { lineSpan, locate, type Span } from '../../core/course/locate';
import { explain } from '../../core/course/page';
import type { Text } from '../../core/text';
import { commands } from '../../host/ids';
import { language, say } from '../../host/locale';
import { report } from '../../host/report';
import type { CourseStore } from './store';

const words = {
  source: { en: 'Check my work', zh: '检查我的成果' },
  lens: { en: '$(error) {title}: not met', zh: '$(error) {title}：未满足' },
  again: { en: '$(refresh) Check again', zh: '$(refresh) 再次检查' },
} as const satisfies Record<string, Text>;

type FileProbe = Extract<Probe, { source: 'file' | 'findings' }>;
type Mark = { readonly exercise: string; readonly one: ConditionVerdict; readonly range: vscode.Range };

/**
 * What the last check refused about a file, in the file itself: a diagnostic and a code lens on the line that the
 * condition looks at. They go when the learner changes the file: it is not what was checked any more.
 */
export class FileMarks implements vscode.CodeLensProvider {
  readonly #diagnostics = vscode.languages.createDiagnosticCollection('tutor-check');
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #marks = new Map<string, readonly Mark[]>();
  readonly #disposables: readonly { dispose(): unknown }[];

  constructor(readonly store: CourseStore) {
    this.#disposables = [
      this.#diagnostics,
      this.#changed,
      vscode.languages.registerCodeLensProvider({ scheme: 'file' }, this),
      store.onDidJudge(({ verdict, folder, exercise }) => {
        this.#forget((mark) => mark.exercise === exercise);
        if (verdict !== undefined && folder !== undefined) this.#mark(verdict, folder).catch(report);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#forgetFile(document.uri);
      }),
    ];
  }

  async #mark(verdict: ExerciseVerdict, folder: string): Promise<void> {
    for (const one of verdict.conditions) {
      const probe = one.verdict === 'fail' ? probeOf(one) : undefined;
      if (probe === undefined) continue;
      const uri = vscode.Uri.file(path.join(folder, probe.path));
      const document = await open(uri);
      if (document === undefined) continue;
      const span = await spanOf(one, probe, document.getText());
      const range = new vscode.Range(document.positionAt(span.start), document.positionAt(span.end));
      const known = this.#marks.get(uri.toString()) ?? [];
      this.#show(uri, [...known, { exercise: verdict.exercise.id, one, range }]);
    }
  }

  #show(uri: vscode.Uri, marks: readonly Mark[]): void {
    if (marks.length === 0) this.#marks.delete(uri.toString());
    else this.#marks.set(uri.toString(), marks);
    this.#diagnostics.set(uri, marks.map(diagnosticOf));
    this.#changed.fire();
  }

  #forget(which: (mark: Mark) => boolean): void {
    for (const [uri, marks] of this.#marks) {
      if (marks.some(which)) {
        this.#show(
          vscode.Uri.parse(uri),
          marks.filter((mark) => !which(mark)),
        );
      }
    }
  }

  #forgetFile(uri: vscode.Uri): void {
    if (this.#marks.has(uri.toString())) this.#show(uri, []);
  }

  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    return (this.#marks.get(uri.toString()) ?? []).flatMap(({ exercise, one, range }) => [
      new vscode.CodeLens(range, {
        command: commands.showExercise,
        title: say(words.lens, { title: one.condition.title }),
        arguments: [exercise],
      }),
      new vscode.CodeLens(range, { command: commands.checkExercise, title: say(words.again), arguments: [exercise] }),
    ]);
  }

  dispose(): void {
    for (const one of this.#disposables) one.dispose();
  }
}

/** The file that the first thing that does not fit was seen in. */
function probeOf(one: Extract<ConditionVerdict, { verdict: 'fail' }>): FileProbe | undefined {
  const probes = [...one.mismatches.map((it) => it.probe), ...one.condition.expect.map((it) => it.probe)];
  return probes.find((probe): probe is FileProbe => probe?.source === 'file' || probe?.source === 'findings');
}

async function spanOf(one: ConditionVerdict, probe: FileProbe, text: string): Promise<Span> {
  if (one.verdict !== 'fail') return lineSpan(text, 1);
  const mismatch = one.mismatches.find((it) => it.probe === probe);
  if (probe.source === 'findings') return lineSpan(text, (mismatch?.culprit as FoundRule | undefined)?.line ?? 1);
  return locate(text, probe.as, mismatch?.keys ?? []);
}

async function open(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  return Promise.resolve(vscode.workspace.openTextDocument(uri)).then(
    (document) => document,
    // What is missing or no text has no line to mark; the exercise page says why it was refused.
    () => undefined,
  );
}

function diagnosticOf({ one, range }: Mark): vscode.Diagnostic {
  const reason = explain(one, language()) ?? '';
  const message = `${say(one.condition.title)}: ${reason}`.replaceAll('`', '');
  const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Warning);
  diagnostic.source = say(words.source);
  diagnostic.code = one.condition.id;
  return diagnostic;
}
