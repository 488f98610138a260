import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { builtInCatalog } from '../core/course/catalog';
import { importProgress, type ExportedProgress } from '../core/course/exchange';
import { classTable } from '../core/course/report';
import { reportCsv } from '../core/course/report-csv';
import { reportHtml } from '../core/course/report-html';
import { fileUnreadable, progressDamaged, progressForeign, usage, type UserError } from '../core/errors';
import type { Text } from '../core/text';
import { parseWords, type ExitCode, type Io } from './io';

const words = {
  files: {
    en: 'tutor report wants the files that learners exported',
    zh: 'tutor report 需要学员导出的进度文件',
  },
  format: { en: '--format is csv or html', zh: '--format 只能是 csv 或 html' },
} as const satisfies Record<string, Text>;

/** `tutor report`: a class table of exported progress; what is damaged or something else is named and left out. */
export async function reportCommand(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { files, format, out } = parse(argv);
  const read = await Promise.all(files.map((file) => readExport(path.resolve(io.cwd, file), file)));
  const good = read.filter((one): one is ExportedProgress => 'progress' in one);
  for (const one of read) if ('text' in one) io.stderr(`${one.text[io.language]}\n`);
  if (good.length === 0) return 2;
  const table = classTable(good, (await builtInCatalog()).tracks);
  const text = format === 'csv' ? reportCsv(table, io.language) : reportHtml(table, io.language);
  if (out === undefined) io.stdout(text);
  else await write(path.resolve(io.cwd, out), text);
  return good.length === read.length ? 0 : 1;
}

function parse(argv: readonly string[]) {
  const { values, positionals } = parseWords(argv, { format: { type: 'string' }, out: { type: 'string' } });
  if (positionals.length === 0) throw usage({ why: words.files });
  const format = values.format ?? (values.out?.endsWith('.html') === true ? 'html' : 'csv');
  if (format !== 'csv' && format !== 'html') throw usage({ why: words.format });
  return { files: positionals, format, out: values.out } as const;
}

async function readExport(file: string, name: string): Promise<ExportedProgress | UserError> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return fileUnreadable({ path: name, why: (error as NodeJS.ErrnoException).code ?? String(error) }, error);
  }
  const found = importProgress(text);
  if (found === 'damaged') return progressDamaged({ path: name });
  return found === 'foreign' ? progressForeign({ path: name }) : found;
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw fileUnreadable({ path: file, why: (error as NodeJS.ErrnoException).code ?? String(error) }, error);
  }
}
