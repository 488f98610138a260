import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { rulePage } from '../core/lint/page';
import type { Position } from '../core/lint/lines';
import type { Edit, Finding, Room, Rule, Severity, Span } from '../core/lint/rule';
import type { Language } from '../core/text';

/** A file with its findings, as the reports read it. */
export type Linted = {
  /** As the user named it. */
  readonly file: string;
  readonly room: Room<unknown>;
  readonly findings: readonly Finding[];
  readonly positionAt: (offset: number) => Position;
};

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** The findings as a SARIF 2.1.0 log: one run, with the rules that were asked. */
export async function sarifLog(linted: readonly Linted[], language: Language): Promise<string> {
  const { version } = await import('../../package.json');
  const rooms = [...new Set(linted.map(({ room }) => room))];
  const rules = rooms.flatMap((room) => room.rules.map((rule) => ({ room, rule })));
  const indexes = new Map(rules.map(({ rule }, index) => [rule.code, index]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Cloud Native Tutor',
            semanticVersion: version,
            language: language === 'zh' ? 'zh-CN' : 'en-US',
            rules: rules.map(({ room, rule }) => descriptor(room, rule, language)),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: linted.flatMap((file) => file.findings.map((finding) => result(file, finding, indexes, language))),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function descriptor(room: Room<unknown>, rule: Rule<unknown>, language: Language) {
  const { learn } = rule.severity;
  return {
    id: rule.code,
    shortDescription: { text: rule.title[language] },
    fullDescription: { text: rule.why[language] },
    help: { text: rule.why[language], markdown: rulePage(room, rule, { language }) },
    defaultConfiguration: learn === 'off' ? { enabled: false } : { level: levels[learn] },
    properties: { lesson: rule.lesson, aliases: rule.aliases },
  };
}

function result(file: Linted, finding: Finding, indexes: ReadonlyMap<string, number>, language: Language) {
  const { code, severity, message, span, fix } = finding;
  const ruleIndex = indexes.get(code);
  const artifactLocation = { uri: uriOf(file.file) };
  return {
    ruleId: code,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: levels[severity],
    message: { text: message[language] },
    locations: [{ physicalLocation: { artifactLocation, region: region(file, span) } }],
    ...(fix !== undefined && {
      fixes: [
        {
          description: { text: fix.title[language] },
          artifactChanges: [{ artifactLocation, replacements: fix.edits.map((edit) => replacement(file, edit)) }],
        },
      ],
    }),
  };
}

function replacement(file: Linted, { span, text }: Edit) {
  return { deletedRegion: region(file, span), ...(text !== '' && { insertedContent: { text } }) };
}

/** Lines and columns from 1; the end column is the first that no longer belongs to it. */
function region({ positionAt }: Linted, span: Span) {
  const start = positionAt(span.start);
  const end = positionAt(span.end);
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function uriOf(file: string): string {
  if (path.isAbsolute(file)) return pathToFileURL(file).href;
  return file.split(/[\\/]/).map(encodeURIComponent).join('/');
}
