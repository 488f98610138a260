import * as vscode from 'vscode';
import { saysTheSame } from '../../core/lint/coexist';
import { ruleNamed, type Finding } from '../../core/lint/rule';
import { rangeOf, type Judged } from './linter';
import { readSettings } from './settings';

/** The source of our findings. */
export const ownSource = 'Cloud Native Tutor';

/** The code of a finding that is shown. */
export function codeOf({ code }: vscode.Diagnostic): string | number | undefined {
  return typeof code === 'object' ? code.value : code;
}

/** What other extensions say that a finding of ours says, too, on the same line. */
export function saidByPeers(
  document: vscode.TextDocument,
  { room }: Pick<Judged, 'room'>,
  finding: Finding,
): readonly vscode.Diagnostic[] {
  const rule = ruleNamed(room.rules, finding.code);
  const { start } = rangeOf(document, finding.span);
  return rule === undefined
    ? []
    : vscode.languages.getDiagnostics(document.uri).filter((peer) => {
        const isHere = peer.range.start.line <= start.line && start.line <= peer.range.end.line;
        return isHere && peer.source !== ownSource && saysTheSame({ ...wordsOf(peer), code: codeOf(peer) }, rule);
      });
}

const wordsOf = ({ source, message }: vscode.Diagnostic) => ({ source, message });

/** The findings that are shown beside those of other extensions. */
export function besidePeers(document: vscode.TextDocument, judged: Judged): readonly Finding[] {
  const { coexist } = readSettings(document);
  if (coexist === 'all') return judged.findings;
  const isAlone = (finding: Finding): boolean => saidByPeers(document, judged, finding).length === 0;
  const alone = judged.findings.filter(isAlone);
  return coexist === 'none' && alone.length < judged.findings.length ? [] : alone;
}
