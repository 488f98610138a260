import type { Position } from '../core/lint/lines';
import type { Finding, Room, Severity } from '../core/lint/rule';
import { render, type Language, type Text } from '../core/text';

/** A file with its findings, as the reports read it. */
export type Linted = {
  /** As the user named it. */
  readonly file: string;
  readonly room: Room<unknown>;
  readonly findings: readonly Finding[];
  readonly positionAt: (offset: number) => Position;
};

/** A report takes file after file and keeps no more than what it will say of it. */
export type Report = {
  add(linted: Linted): void;
  /** @param isWhole could every file be read? */
  end(isWhole: boolean): string | Promise<string>;
};

const words = {
  clean: { en: 'Files: {files}. No findings.', zh: '检查了 {files} 个文件，没有发现问题。' },
  summary: { en: 'Files: {files}. Findings: {findings}.', zh: '检查了 {files} 个文件，发现 {findings} 个问题。' },
} as const satisfies Record<string, Text>;

const severityWords: Readonly<Record<Severity, Text>> = {
  error: { en: 'error', zh: '错误' },
  warning: { en: 'warning', zh: '警告' },
  information: { en: 'information', zh: '信息' },
  hint: { en: 'hint', zh: '提示' },
};

/** One line a finding, with its place counted from 1, and a last one that counts them. */
export class TextReport implements Report {
  readonly #lines: string[] = [];
  #files = 0;

  constructor(readonly language: Language) {}

  add({ file, findings, positionAt }: Linted): void {
    this.#files += 1;
    for (const { span, severity, code, message } of findings) {
      const { line, character } = positionAt(span.start);
      const place = `${file}:${line + 1}:${character + 1}`;
      this.#lines.push(`${place}: ${severityWords[severity][this.language]} ${code}: ${message[this.language]}\n`);
    }
  }

  end(): string {
    const findings = this.#lines.length;
    const last = render(findings === 0 ? words.clean : words.summary, this.language, { files: this.#files, findings });
    return `${this.#lines.join('')}${last}\n`;
  }
}

/** One array; lines and characters count from 0, as in an editor. */
export class JsonReport implements Report {
  readonly #findings: string[] = [];

  constructor(readonly language: Language) {}

  add({ file, findings, positionAt }: Linted): void {
    for (const { span, code, severity, message, fix } of findings) {
      const range = { start: positionAt(span.start), end: positionAt(span.end) };
      const fixable = fix !== undefined;
      this.#findings.push(JSON.stringify({ file, range, code, severity, message: message[this.language], fixable }));
    }
  }

  end(): string {
    return this.#findings.length === 0 ? '[]\n' : `[\n${this.#findings.join(',\n')}\n]\n`;
  }
}
