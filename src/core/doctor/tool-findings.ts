import { fill, verbatim, type Text } from '../text';
import type { Finding } from './finding';
import { code } from './markdown';
import type { ToolSight } from './sights';
import type { Tool } from './tool';
import { isOlder } from './version';

const words = {
  foreign: {
    en: 'the only one lies in the open folder ({path}) and was not run: nothing of a workspace is',
    zh: '唯一的一个在打开的文件夹里（{path}），没有运行它：工作区里的程序一律不运行',
  },
  kept: { en: 'there is {path}, which was not run', zh: '有 {path}，没有运行它' },
  late: { en: 'did not answer in time', zh: '没有及时应答' },
  lateAt: { en: 'did not answer in time ({path})', zh: '没有及时应答（{path}）' },
  failed: { en: '{path} said {output}', zh: '{path} 的输出是 {output}' },
  old: { en: 'too old: {least} or later is wanted', zh: '版本太旧：需要 {least} 或更高版本' },
  oldBecause: { en: 'too old: {least} or later is wanted ({why})', zh: '版本太旧：需要 {least} 或更高版本（{why}）' },
  tryAgain: {
    en: 'Run `{command}` in a terminal. If it hangs there too, something is wrong with its installation; else check again.',
    zh: '请在终端中执行 `{command}`。如果它在那里也卡住，说明安装有问题；否则请再检查一次。',
  },
  update: { en: 'Update it. {install}', zh: '请升级。{install}' },
} as const satisfies Readonly<Record<string, Text>>;

/** What a look for a program found. */
export function toolFinding(tool: Tool, sight: ToolSight): Finding | undefined {
  const { id, group, name, lesson, optional } = tool;
  const base = { id, group, name, ...(lesson !== undefined && { lesson }), ...(optional && { optional }) };
  switch (sight.state) {
    case 'missing':
      return missing(tool, base);
    case 'foreign':
      return { ...base, state: 'unknown', detail: fill(words.foreign, { path: code(sight.path) }) };
    case 'kept':
      return { ...base, state: 'unknown', detail: fill(words.kept, { path: code(sight.path) }) };
    case 'late': {
      const detail = sight.path === undefined ? words.late : fill(words.lateAt, { path: code(sight.path) });
      return { ...base, state: 'unknown', detail, ...tryAgain(tool) };
    }
    case 'failed':
      return failed(tool, base, sight);
    case 'told':
      return told(tool, base, sight);
  }
}

type Printed = { readonly path: string; readonly output: string };
type Base = Pick<Finding, 'id' | 'group' | 'name' | 'lesson' | 'optional'>;

function failed(tool: Tool, base: Base, { path, output }: Printed): Finding | undefined {
  if (tool.absent?.test(output)) return missing(tool, base);
  const detail = fill(words.failed, { path: code(path), output: code(lastLine(output)) });
  return { ...base, state: 'unknown', detail, ...tryAgain(tool) };
}

const tryAgain = ({ command, args, optional }: Tool): Pick<Finding, 'repair'> =>
  optional ? {} : { repair: fill(words.tryAgain, { command: [command, ...args].join(' ') }) };

/** A program that nobody needs any more is no finding when it is not there. */
function missing(tool: Tool, base: Base): Finding | undefined {
  if (tool.id === 'compose-v1') return undefined;
  return { ...base, state: 'missing', repair: tool.install };
}

function told(tool: Tool, base: Base, { path, output }: Printed): Finding {
  const version = tool.version.exec(output)?.[1];
  const where = verbatim(code(path));
  if (version === undefined)
    return { ...base, state: 'found', detail: verbatim(`${where.en} ${code(firstLine(output))}`) };
  const { least, lacks } = tool;
  if (least === undefined || !isOlder(version, least)) return { ...base, state: 'found', version, detail: where };
  const detail = lacks === undefined ? fill(words.old, { least }) : fill(words.oldBecause, { least, why: lacks });
  return { ...base, state: 'old', version, detail, repair: fill(words.update, { install: tool.install }) };
}

const linesOf = (output: string): readonly string[] => output.split(/\r?\n/).filter((line) => line.trim() !== '');
const firstLine = (output: string): string => linesOf(output)[0] ?? '';
const lastLine = (output: string): string => linesOf(output).at(-1) ?? '';
