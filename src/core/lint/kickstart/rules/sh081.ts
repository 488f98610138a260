import type { Rule } from '../../rule';
import type { KickstartFile } from '../file';

/** A section without its end. */
export const sh081: Rule<KickstartFile> = {
  code: 'SH081',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Section without %end', zh: '小节缺少 %end' },
  message: {
    en: '{name} is never closed by %end: the installer refuses the file.',
    zh: '{name} 没有用 %end 结束，安装程序会拒绝此文件。',
  },
  why: {
    en: 'Packages and scripts stand in sections, and each ends with a line `%end`. Old installers did without; current ones stop with a parse error before they touch a disk.',
    zh: '软件包和脚本写在各自的小节里，每个小节以一行 `%end` 结束。旧的安装程序可以省略，当前版本会在动磁盘之前因解析错误而停止。',
  },
  lesson: 'provisioning/kickstart',
  *check({ text, sections, eol }) {
    for (const { name, span, isOpenAt } of sections) {
      if (isOpenAt === undefined) continue;
      const before = text.slice(0, isOpenAt).endsWith('\n') ? '' : eol;
      const edits = [{ span: { start: isOpenAt, end: isOpenAt }, text: `${before}%end${eol}` }];
      yield { span, args: { name }, fix: { title: { en: 'Add %end', zh: '补上 %end' }, edits, safe: true } };
    }
  },
  examples: {
    bad: [
      { text: '«%packages»\n@core\n', fixed: '%packages\n@core\n%end\n' },
      { text: '«%packages»\n@core\n%post\nls\n%end\n', fixed: '%packages\n@core\n%end\n%post\nls\n%end\n' },
    ],
    good: [
      '%include /tmp/part.ks\n%packages --ignoremissing\n@core\n%end\n\n%post --log=/root/post.log\necho %packages\n%end\n',
    ],
  },
};
