import * as vscode from 'vscode';
import type { Health } from '../../core/resources/resource';
import type { Kind } from '../../core/resources/source';
import { fill, type Text } from '../../core/text';
import { say } from '../../host/locale';
import { commands } from '../../host/ids';
import { followOf, type KindRow, type NoteRow, type ResourceRow, type Row, type SourceRow } from './row';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

/** What the drawing of a row depends on besides the row. */
export type Look = {
  /** How many resources a kind has, when that is known. */
  readonly count?: number;
  /** A resource that has others of its listing, or a reason for its trouble, below it. */
  readonly hasBelow: boolean;
};

/** Draws a row; the tooltip is made when somebody asks for it. */
export function draw(row: Row, look: Look): vscode.TreeItem {
  const item = drawn(row, look);
  item.id = row.id;
  item.contextValue = contextOf(row);
  return item;
}

function drawn(row: Row, look: Look): vscode.TreeItem {
  switch (row.row) {
    case 'source':
      return drawSource(row);
    case 'section':
      return new vscode.TreeItem(row.section.title ? say(row.section.title) : row.section.id, Collapsed);
    case 'kind':
      return drawKind(row, look);
    case 'resource':
      return drawResource(row, look);
    case 'note':
      return drawNote(row);
  }
}

const inUse: Text = { en: 'in use', zh: '当前' };

function drawSource({ source, isChosen }: SourceRow): vscode.TreeItem {
  const item = new vscode.TreeItem(say(source.label), isChosen ? Expanded : Collapsed);
  item.iconPath = new vscode.ThemeIcon(isChosen ? 'vm-active' : 'vm');
  if (isChosen) item.description = say(inUse);
  return item;
}

const counted: Text = { en: '{title}, {count}', zh: '{title}，{count} 个' };

function drawKind({ source, kind }: KindRow, { count }: Look): vscode.TreeItem {
  const item = new vscode.TreeItem(say(kind.title), kind.id === source.lead ? Expanded : Collapsed);
  if (count !== undefined) {
    item.description = String(count);
    item.accessibilityInformation = { label: say(counted, { title: kind.title, count }) };
  }
  return item;
}

// Each health has a shape of its own, so that colour is never the only sign.
const icons: Readonly<Record<Health, vscode.ThemeIcon>> = {
  running: new vscode.ThemeIcon('pass-filled', new vscode.ThemeColor('testing.iconPassed')),
  present: new vscode.ThemeIcon('circle-small-filled'),
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

function drawResource(row: ResourceRow, { hasBelow }: Look): vscode.TreeItem {
  const { name, summary, health, exercise } = row.resource;
  const item = new vscode.TreeItem(name, hasBelow || followOf(row) ? Collapsed : None);
  item.description = exercise === undefined ? say(summary) : `${say(exerciseBadge)} · ${say(summary)}`;
  item.iconPath = icons[health];
  const words = exercise === undefined ? spoken : spokenWithExercise;
  item.accessibilityInformation = { label: say(fill(words, { name, summary, exercise: exercise ?? '' })) };
  return item;
}

const noteIcons: Readonly<Record<NoteRow['tone'], string>> = {
  busy: 'loading~spin',
  nothing: 'dash',
  failed: 'warning',
  more: 'ellipsis',
  trouble: 'lightbulb',
};

function drawNote(row: NoteRow): vscode.TreeItem {
  const words = say(row.words);
  const item = new vscode.TreeItem(words, None);
  item.iconPath = new vscode.ThemeIcon(noteIcons[row.tone]);
  item.tooltip = words;
  item.accessibilityInformation = { label: words };
  if (row.tone === 'more') item.command = { command: commands.showMore, title: words, arguments: [row] };
  if (row.lesson !== undefined) {
    item.command = { command: commands.openLesson, title: words, arguments: [row.lesson] };
  }
  return item;
}

/** What `when` clauses may ask: the kind of row, `can-<verb>` for each verb that makes sense now, `mine` for an exercise's own. */
export function contextOf(row: Row): string {
  switch (row.row) {
    case 'resource': {
      const { kind, resource } = row;
      const verbs = kind.verbs.filter((verb) => verb.applies(resource)).map(({ id }) => `can-${id}`);
      return ['resource', kind.id, ...verbs, 'can-copyName', ...(resource.exercise === undefined ? [] : ['mine'])].join(
        ' ',
      );
    }
    case 'kind':
      return ['kind', ...ableTo(row.kind.general)].join(' ');
    case 'source':
      return ['source', ...ableTo(row.source.verbs)].join(' ');
    default:
      return row.row;
  }
}

const ableTo = (verbs: Kind['general'] = []): readonly string[] =>
  verbs.filter((verb) => verb.applies(undefined)).map(({ id }) => `can-${id}`);

/** All that is known of a resource. What comes from the platform is shown as text, never as Markdown. */
export function tooltipOf({ resource }: ResourceRow): vscode.MarkdownString {
  const { name, summary, facts, exercise, trouble } = resource;
  const markdown = new vscode.MarkdownString('**').appendText(name).appendMarkdown('** — ').appendText(say(summary));
  if (trouble) markdown.appendMarkdown('\n\n').appendText(say(trouble.why));
  const exercises = exercise === undefined ? [] : [{ name: exerciseFact, value: exercise }];
  for (const fact of [...facts, ...exercises]) {
    markdown.appendMarkdown(`\n\n${say(fact.name)}: `).appendText(fact.value);
  }
  return markdown;
}
