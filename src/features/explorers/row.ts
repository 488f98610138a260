import * as vscode from 'vscode';
import { keyOf, type Health, type Resource } from '../../core/resources/resource';
import type { Kind, Source } from '../../core/resources/source';
import { fill, type Text } from '../../core/text';
import { say } from '../../host/locale';

/** A row with one resource; the same object for the life of the resource, because VS Code knows rows by identity. */
export type ResourceRow = {
  readonly row: 'resource';
  readonly source: Source;
  readonly kind: Kind;
  resource: Resource;
};

/** A row that holds all resources of a kind, where a source has several. */
export type KindRow = { readonly row: 'kind'; readonly source: Source; readonly kind: Kind };

/** A row of the tree. */
export type Row = ResourceRow | KindRow;

/** Is it a row with a resource? Commands are called with anything, or nothing. */
export function isResourceRow(value: unknown): value is ResourceRow {
  return typeof value === 'object' && value !== null && 'row' in value && value.row === 'resource';
}

/** A row's key among all rows of its view. */
export function idOf(row: Row): string {
  const inside = row.row === 'kind' ? row.kind.id : keyOf(row.resource);
  return `${row.source.id}/${inside}`;
}

/** Draws a row; the tooltip is made when somebody asks for it. */
export function draw(row: Row): vscode.TreeItem {
  return row.row === 'kind' ? drawKind(row) : drawResource(row);
}

function drawKind(row: KindRow): vscode.TreeItem {
  const item = new vscode.TreeItem(say(row.kind.title), vscode.TreeItemCollapsibleState.Expanded);
  item.id = idOf(row);
  item.contextValue = 'kind';
  return item;
}

// Each health has a shape of its own, so that colour is never the only sign.
const icons: Readonly<Record<Health, vscode.ThemeIcon>> = {
  running: new vscode.ThemeIcon('pass-filled', new vscode.ThemeColor('testing.iconPassed')),
  changing: new vscode.ThemeIcon('loading~spin'),
  stopped: new vscode.ThemeIcon('circle-outline', new vscode.ThemeColor('disabledForeground')),
  failed: new vscode.ThemeIcon('error', new vscode.ThemeColor('testing.iconFailed')),
  unknown: new vscode.ThemeIcon('question'),
};

const exerciseBadge: Text = { en: 'exercise', zh: '练习' };
const exerciseFact: Text = { en: 'Exercise', zh: '练习' };
const spoken: Text = { en: '{name}, {summary}', zh: '{name}，{summary}' };
const spokenWithExercise: Text = {
  en: '{name}, {summary}, belongs to the exercise {exercise}',
  zh: '{name}，{summary}，属于练习 {exercise}',
};

function drawResource(row: ResourceRow): vscode.TreeItem {
  const { name, summary, health, exercise } = row.resource;
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.None);
  item.id = idOf(row);
  item.description = exercise === undefined ? say(summary) : `${say(exerciseBadge)} · ${say(summary)}`;
  item.iconPath = icons[health];
  item.contextValue = contextOf(row);
  const words = exercise === undefined ? spoken : spokenWithExercise;
  item.accessibilityInformation = { label: say(fill(words, { name, summary, exercise: exercise ?? '' })) };
  return item;
}

/** What `when` clauses may ask: `can-<verb>` for each verb that makes sense now, `mine` for an exercise's own. */
export function contextOf({ kind, resource }: ResourceRow): string {
  const verbs = kind.actions.filter((action) => action.applies(resource)).map((action) => `can-${action.id}`);
  return [
    kind.id,
    ...verbs,
    ...(kind.logs ? ['can-logs'] : []),
    ...(resource.exercise === undefined ? [] : ['mine']),
  ].join(' ');
}

/** All that is known of a resource. What comes from the platform is shown as text, never as Markdown. */
export function tooltipOf({ resource }: ResourceRow): vscode.MarkdownString {
  const { name, summary, facts, exercise } = resource;
  const markdown = new vscode.MarkdownString('**').appendText(name).appendMarkdown('** — ').appendText(say(summary));
  const exercises = exercise === undefined ? [] : [{ name: exerciseFact, value: exercise }];
  for (const fact of [...facts, ...exercises]) {
    markdown.appendMarkdown(`\n\n${say(fact.name)}: `).appendText(fact.value);
  }
  return markdown;
}
