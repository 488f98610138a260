import * as vscode from 'vscode';
import { ignoreHere, safeEdits } from '../../core/lint/engine';
import type { Edit, Finding } from '../../core/lint/rule';
import { commands } from '../../host/ids';
import { say } from '../../host/locale';
import { rangeOf, type Judged, type Linter } from './linter';
import { ruleUri } from './rule-pages';

const words = {
  explain: { en: 'Explain {code}', zh: '解释 {code}' },
  fixAll: { en: 'Apply all safe fixes', zh: '应用所有安全的修复' },
};

const fixAll = vscode.CodeActionKind.SourceFixAll.append('tutor');

/** Offers what travels with the findings: their fixes, their pages, and the comment that hides them. */
export class Actions implements vscode.CodeActionProvider {
  static readonly metadata: vscode.CodeActionProviderMetadata = {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, fixAll],
  };

  constructor(readonly linter: Linter) {}

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const judged = await this.linter.judge(document);
    if (judged === undefined) return [];
    const { only } = context;
    const actions: vscode.CodeAction[] = [];
    if (only === undefined || only.contains(vscode.CodeActionKind.QuickFix)) {
      const here = judged.findings.filter(({ span }) => range.intersection(rangeOf(document, span)) !== undefined);
      for (const finding of here) actions.push(...actionsFor(document, judged, finding, context.diagnostics));
    }
    if (only?.contains(fixAll) === true) actions.push(...fixAllIn(document, judged));
    return actions;
  }
}

function actionsFor(
  document: vscode.TextDocument,
  { room, text }: Judged,
  finding: Finding,
  shown: readonly vscode.Diagnostic[],
): readonly vscode.CodeAction[] {
  const { code, fix } = finding;
  const range = rangeOf(document, finding.span);
  const own = shown.filter((diagnostic) => codeOf(diagnostic) === code && diagnostic.range.isEqual(range));
  const action = (title: string): vscode.CodeAction => {
    const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    made.diagnostics = own;
    return made;
  };
  const actions: vscode.CodeAction[] = [];
  if (fix !== undefined) {
    const heal = action(say(fix.title));
    heal.edit = editOf(document, fix.edits);
    heal.isPreferred = fix.safe;
    actions.push(heal);
  }
  const explain = action(say(words.explain, { code }));
  explain.command = {
    command: commands.explainRule,
    title: explain.title,
    arguments: [ruleUri(room, code).toString()],
  };
  actions.push(explain);
  const hide = ignoreHere(room, text, finding);
  if (hide === undefined) return actions;
  const ignore = action(say(hide.title));
  ignore.edit = editOf(document, hide.edits);
  return [...actions, ignore];
}

function fixAllIn(document: vscode.TextDocument, { findings }: Judged): readonly vscode.CodeAction[] {
  const edits = safeEdits(findings);
  if (edits.length === 0) return [];
  const action = new vscode.CodeAction(say(words.fixAll), fixAll);
  action.edit = editOf(document, edits);
  return [action];
}

function editOf(document: vscode.TextDocument, edits: readonly Edit[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { span, text } of edits) edit.replace(document.uri, rangeOf(document, span), text);
  return edit;
}

function codeOf({ code }: vscode.Diagnostic): string | number | undefined {
  return typeof code === 'object' ? code.value : code;
}
