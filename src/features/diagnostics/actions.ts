import * as vscode from 'vscode';
import { ignoreHere, safeEdits } from '../../core/lint/engine';
import { ruleNamed, type Edit, type Finding } from '../../core/lint/rule';
import { commands, type CommandId } from '../../host/ids';
import { say } from '../../host/locale';
import { rangeOf, type Judged, type Linter } from './linter';
import { codeOf, saidByPeers } from './peers';
import { ruleUri } from './rule-pages';

const words = {
  explain: { en: 'Explain {code}', zh: '解释 {code}' },
  turnOff: { en: 'Turn {code} off', zh: '关闭规则 {code}' },
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
  judged: Judged,
  finding: Finding,
  shown: readonly vscode.Diagnostic[],
): readonly vscode.CodeAction[] {
  const { room, parts } = judged;
  const { code, fix } = finding;
  const range = rangeOf(document, finding.span);
  const own = shown.filter((diagnostic) => codeOf(diagnostic) === code && diagnostic.range.isEqual(range));
  const peers = own.length > 0 ? [] : saidByPeers(document, judged, finding);
  const action = (title: string, edits?: readonly Edit[]): vscode.CodeAction => {
    const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    made.diagnostics = [...own, ...peers];
    if (edits !== undefined) made.edit = editOf(document, edits);
    return made;
  };
  const command = (title: string, id: CommandId, ...args: readonly string[]): vscode.CodeAction => {
    const made = action(title);
    made.command = { command: id, title, arguments: [...args] };
    return made;
  };
  const actions: vscode.CodeAction[] = [];
  if (fix !== undefined) {
    const heal = action(say(fix.title), fix.edits);
    heal.isPreferred = fix.safe;
    actions.push(heal);
  }
  // A summary, or a comment that hides nothing, is no rule.
  if (ruleNamed(room.rules, code) === undefined) return actions;
  actions.push(command(say(words.explain, { code }), commands.explainRule, ruleUri(room, code).toString()));
  const hide = ignoreHere(room, parts, finding);
  if (hide !== undefined) actions.push(action(say(hide.title), hide.edits));
  const uri = document.uri.toString();
  return [...actions, command(say(words.turnOff, { code }), commands.turnOffRule, room.id, code, uri)];
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
