import * as vscode from 'vscode';
import type { CourseProblem } from '../../core/course/own-course';
import { say } from '../../host/locale';
import { report } from '../../host/report';
import type { Courses } from './courses';

/** Marks what is wrong with a course of the workspace, in its files, as soon as the course is read. */
export function showCourseProblems(courses: Courses): vscode.Disposable {
  const marks = vscode.languages.createDiagnosticCollection('tutor-course');
  const read = (): void => {
    courses.catalog().catch(report);
  };
  const isOurs = ({ uri }: vscode.TextDocument): boolean => /[\\/]\.tutor[\\/].*\.yaml$/.test(uri.fsPath);
  if (vscode.workspace.textDocuments.some(isOurs)) read();
  return vscode.Disposable.from(
    marks,
    courses.onDidRead(({ problems = [] }) => {
      marks.clear();
      for (const [file, all] of byFile(problems)) marks.set(vscode.Uri.file(file), all.map(markOf));
    }),
    courses.onDidChange(read),
    vscode.workspace.onDidOpenTextDocument((document) => {
      if (isOurs(document)) read();
    }),
  );
}

function byFile(problems: readonly CourseProblem[]): ReadonlyMap<string, readonly CourseProblem[]> {
  const files = new Map<string, CourseProblem[]>();
  for (const one of problems) files.set(one.file, [...(files.get(one.file) ?? []), one]);
  return files;
}

function markOf({ line, text, code }: CourseProblem): vscode.Diagnostic {
  // The editor ends a mark where its line ends.
  const range = new vscode.Range(line - 1, 0, line - 1, 500);
  const mark = new vscode.Diagnostic(range, say(text), vscode.DiagnosticSeverity.Error);
  mark.source = 'Cloud Native Tutor';
  mark.code = code;
  return mark;
}
