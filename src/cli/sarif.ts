import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { rulePage } from '../core/lint/page';
import type { Edit, Finding, Related, Room, Rule, Severity, Span } from '../core/lint/rule';
import type { Language } from '../core/text';
import type { Linted, Report } from './lint-reports';

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/**
 * The findings as a SARIF 2.1.0 log: one run, with the rules that were asked.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export class SarifReport implements Report {
  readonly #rooms = new Set<Room<unknown>>();
  readonly #indexes = new Map<string, number>();
  readonly #results: string[] = [];

  constructor(readonly language: Language) {}

  add(linted: Linted): void {
    if (!this.#rooms.has(linted.room)) {
      this.#rooms.add(linted.room);
      for (const { code } of linted.room.rules) this.#indexes.set(code, this.#indexes.size);
    }
    for (const finding of linted.findings)
      this.#results.push(JSON.stringify(result(linted, finding, this.#indexes, this.language)));
  }

  async end(isWhole: boolean): Promise<string> {
    const { version } = await import('../../package.json');
    const driver = {
      name: 'Cloud Native Tutor',
      semanticVersion: version,
      language: this.language === 'zh' ? 'zh-CN' : 'en-US',
      rules: [...this.#rooms].flatMap((room) => room.rules.map((rule) => descriptor(room, rule, this.language))),
    };
    const run = {
      tool: { driver },
      invocations: [{ executionSuccessful: isWhole }],
      columnKind: 'utf16CodeUnits',
    };
    const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0' };
    // The results are JSON already.
    const results = `"results":[\n${this.#results.join(',\n')}\n]`;
    return `${JSON.stringify(log).slice(0, -1)},"runs":[${JSON.stringify(run).slice(0, -1)},${results}}]}\n`;
  }
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
  const { code, severity, message, span, fix, related = [] } = finding;
  const ruleIndex = indexes.get(code);
  const artifactLocation = { uri: uriOf(file.file) };
  return {
    ruleId: code,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: levels[severity],
    message: { text: message[language] },
    locations: [{ physicalLocation: { artifactLocation, region: region(file, span) } }],
    ...(related.length > 0 && { relatedLocations: related.map((place) => relatedLocation(file, place, language)) }),
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

/** Of a place in another file only the file is told: which line it is in, its own text would have to say. */
function relatedLocation(file: Linted, { path: name, span, message }: Related, language: Language) {
  const uri = uriOf(name === undefined ? file.file : path.join(path.dirname(file.file), name));
  const physicalLocation = { artifactLocation: { uri }, ...(name === undefined && { region: region(file, span) }) };
  return { physicalLocation, message: { text: message[language] } };
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
