import type { Text } from '../../../text';
import { brief, type Rule } from '../../rule';
import type { OsloFile } from '../file';

/** A section or an option that does not begin in column 1. */
export const os081: Rule<OsloFile> = {
  code: 'OS081',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Indented line', zh: '行首有缩进' },
  message: { en: 'The line is indented: {effect}.', zh: '这一行有缩进：{effect}。' },
  why: {
    en: 'In these files blanks at the start of a line mean "the value above goes on here". A section or an option that is indented therefore vanishes into the value before it; where no value is open, the service refuses the whole file. Blocks that were copied from a page often bring such blanks along.',
    zh: '在这类文件里，行首的空格表示“上一行的值在这里继续”。缩进的小节或选项会被并进上面的值里而消失；如果上面没有未结束的值，服务会拒绝整个文件。从网页复制的配置常常带有这样的空格。',
  },
  lesson: 'openstack-by-hand/keystone',
  *check({ slips }) {
    for (const slip of slips) {
      if (slip.kind !== 'indented') continue;
      const { line, span, after } = slip;
      const edits = [{ span: { start: line.span.start, end: span.start }, text: '' }];
      const fix = { title: { en: 'Remove the blanks', zh: '删除行首空格' }, edits, safe: isLine.test(line.text) };
      const effect: Text =
        after === undefined
          ? { en: 'no value is open above it, and the file is refused', zh: '上面没有未结束的值，文件会被拒绝' }
          : {
              en: `it becomes part of the value of ${brief(after.name)}`,
              zh: `它会成为 ${brief(after.name)} 的值的一部分`,
            };
      yield { span, args: { effect }, fix: isLine.test(line.text) ? fix : undefined };
    }
  },
  examples: {
    bad: [
      {
        text: '[database]\nconnection = sqlite:///a.db\n «[token]»\nprovider = fernet\n',
        fixed: '[database]\nconnection = sqlite:///a.db\n[token]\nprovider = fernet\n',
      },
      {
        text: '[token]\nprovider = fernet\n  «expiration» = 3600\n',
        fixed: '[token]\nprovider = fernet\nexpiration = 3600\n',
      },
      { text: '[token]\n\t«provider» = fernet\n', fixed: '[token]\nprovider = fernet\n' },
      {
        text: '[token]\n\n  «#» the default\nprovider = fernet\n',
        fixed: '[token]\n\n# the default\nprovider = fernet\n',
      },
    ],
    good: [
      '[DEFAULT]\nenabled_apis = osapi_compute,\n  metadata\n[pci]\nalias = {\n  "name" : "a"\n  }\n[x]\nbridge_mappings =\n  provider:br-a,\n  other:br-b\n',
    ],
  },
};

/** A section, an option or a comment, when its blanks are gone. */
const isLine = /^[ \t]+(?:\[[^\]]+\][ \t]*$|[^\s=:#;[][^=:]*[=:]|[#;])/;
