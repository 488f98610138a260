import type { Fix, Rule } from '../../rule';
import { removeEntry } from '../../yaml/edits';
import type { Entry } from '../../yaml/tree';
import type { ComposeFile } from '../file';

/** Top-level version. */
export const dc022: Rule<ComposeFile> = {
  code: 'DC022',
  aliases: ['no-version-field'],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'version is obsolete', zh: '过时的 version' },
  message: {
    en: 'Compose ignores version and warns about it at every command: delete the line.',
    zh: 'Compose 会忽略 version，而且每次运行都会警告：请删除这一行。',
  },
  why: {
    en: 'Compose version 1 chose its rules by this number. Since version 2 every file is read by the one Compose Specification; the line has no effect but a warning, and makes readers believe that it has one.',
    zh: 'Compose v1 根据这个数字选择规则。从 v2 起，所有文件都按同一份 Compose Specification 读取；这一行除了引出警告之外没有作用，还会让人误以为它有用。',
  },
  lesson: 'docker/compose',
  *check(file) {
    const version = file.root?.own.find(({ key }) => key.text === 'version');
    if (version !== undefined) yield { span: version.key.part(), fix: deleted(file, version) };
  },
  examples: {
    bad: [
      { text: '«version»: "3.8"\nservices:\n  web:\n    build: .\n', fixed: 'services:\n  web:\n    build: .\n' },
      {
        text: "# shop\r\n«version»: '3'\r\n\r\nservices:\r\n  web:\r\n    build: .\r\n",
        fixed: '# shop\r\n\r\nservices:\r\n  web:\r\n    build: .\r\n',
      },
      {
        text: '\uFEFF«version»: "2" # old\n\nservices:\n  web:\n    build: .\n',
        fixed: '\uFEFF# old\n\nservices:\n  web:\n    build: .\n',
      },
      { text: '«version»: "3"\n\nservices:\n  web:\n    build: .\n', fixed: 'services:\n  web:\n    build: .\n' },
    ],
    good: [
      'name: shop\nservices:\n  web:\n    build: .\n    labels:\n      version: "3"\n',
      'x-version: &v "3"\nservices:\n  web:\n    build: .\n    environment:\n      version: *v\n',
    ],
  },
};

function deleted(file: ComposeFile, version: Entry): Fix | undefined {
  const removal = file.root && removeEntry(file, file.root, version);
  if (removal === undefined) return undefined;
  const { start, end } = removal.edit.span;
  // At the top of the file, the blank line below would be left over.
  const isOnTop = /^\uFEFF?$/.test(file.text.slice(0, start)) && file.text[end - 1] === '\n';
  const blank = isOnTop ? (/^[ \t]*\r?\n/.exec(file.text.slice(end))?.[0].length ?? 0) : 0;
  const edits = [{ span: { start, end: end + blank }, text: '' }];
  return { title: { en: 'Delete the line', zh: '删除这一行' }, edits, safe: removal.isSafe };
}
