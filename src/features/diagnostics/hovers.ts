import * as vscode from 'vscode';
import { ruleHover } from '../../core/lint/page';
import { ruleNamed } from '../../core/lint/rule';
import { lessonLinks, lessonMarkdown } from '../../host/lesson-links';
import { language } from '../../host/locale';
import { rangeOf, type Linter } from './linter';

/** Says at a finding why it matters, and where it is taught. */
export class Hovers implements vscode.HoverProvider {
  constructor(
    readonly linter: Linter,
    readonly lessons: () => Promise<ReadonlySet<string>>,
  ) {}

  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    const judged = await this.linter.judge(document);
    const finding = judged?.findings.find(({ span }) => rangeOf(document, span).contains(position));
    if (judged === undefined || finding === undefined) return undefined;
    const rule = ruleNamed(judged.room.rules, finding.code);
    if (rule === undefined) return undefined;
    const lessonLink = lessonLinks(await this.lessons());
    const content = lessonMarkdown(ruleHover(rule, { language: language(), lessonLink }));
    return new vscode.Hover(content, rangeOf(document, finding.span));
  }
}
