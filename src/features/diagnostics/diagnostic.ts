import * as vscode from 'vscode';
import { Lines } from '../../core/lint/lines';
import { ruleNamed, type Finding, type Related, type Room, type Severity } from '../../core/lint/rule';
import { say } from '../../host/locale';
import { rangeOf } from './linter';
import { ownSource } from './peers';
import { ruleUri } from './rule-pages';

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

const utf8 = new TextDecoder();

/** The findings of a document as VS Code shows them, with the places that belong to them. */
export async function diagnosticsOf(
  document: vscode.TextDocument,
  room: Room<unknown>,
  findings: readonly Finding[],
): Promise<readonly vscode.Diagnostic[]> {
  const files = await filesOf(document, findings);
  return findings.map((finding) => {
    const { code, span, message, severity } = finding;
    const diagnostic = new vscode.Diagnostic(rangeOf(document, span), say(message), severities[severity]);
    diagnostic.source = ownSource;
    // A summary, or a comment that hides nothing, is no rule and has no page.
    const rule = ruleNamed(room.rules, code);
    diagnostic.code = rule ? { value: code, target: ruleUri(room, code) } : code;
    const related = (finding.related ?? []).flatMap((one) => relatedOf(document, one, files) ?? []);
    if (related.length > 0) diagnostic.relatedInformation = related;
    return diagnostic;
  });
}

type PositionAt = (offset: number) => { readonly line: number; readonly character: number };

/** Where places are in the other files that the findings name. A file is read, not opened: nobody wants to see it yet. */
async function filesOf(
  { uri }: vscode.TextDocument,
  findings: readonly Finding[],
): Promise<ReadonlyMap<string, PositionAt>> {
  const paths = new Set(findings.flatMap(({ related }) => (related ?? []).flatMap(({ path }) => path ?? [])));
  const files = await Promise.all(
    [...paths].map(async (path) => [path, await positionsIn(vscode.Uri.joinPath(uri, '..', path))] as const),
  );
  return new Map(files.flatMap(([path, positionAt]) => (positionAt === undefined ? [] : [[path, positionAt]])));
}

async function positionsIn(uri: vscode.Uri): Promise<PositionAt | undefined> {
  const place = uri.toString();
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === place);
  if (open !== undefined) return (offset) => open.positionAt(offset);
  try {
    const lines = new Lines(utf8.decode(await vscode.workspace.fs.readFile(uri)));
    return (offset) => lines.positionAt(offset);
  } catch (error) {
    // It has just gone; what leads there goes with it.
    if (error instanceof vscode.FileSystemError) return undefined;
    throw error;
  }
}

function relatedOf(
  document: vscode.TextDocument,
  { path, span, message }: Related,
  files: ReadonlyMap<string, PositionAt>,
): vscode.DiagnosticRelatedInformation | undefined {
  if (path === undefined) {
    return new vscode.DiagnosticRelatedInformation(
      new vscode.Location(document.uri, rangeOf(document, span)),
      say(message),
    );
  }
  const positionAt = files.get(path);
  if (positionAt === undefined) return undefined;
  const [start, end] = [positionAt(span.start), positionAt(span.end)];
  const range = new vscode.Range(start.line, start.character, end.line, end.character);
  return new vscode.DiagnosticRelatedInformation(
    new vscode.Location(vscode.Uri.joinPath(document.uri, '..', path), range),
    say(message),
  );
}
