import { wholeLine } from '../../line-based/lines';
import type { Rule } from '../../rule';
import type { KickstartFile } from '../file';

/** Commands of installers that are gone. */
export const sh080: Rule<KickstartFile> = {
  code: 'SH080',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Removed kickstart command', zh: '已移除的 kickstart 命令' },
  message: {
    en: 'The installers of current releases do not know "{name}" any more, and stop over it.',
    zh: '当前版本的安装程序不再认识“{name}”，会因此中止。',
  },
  why: {
    en: '`install` said what has long been the only thing that a kickstart file does; the source, `url` or `cdrom`, says it all. `auth` and `authconfig` were replaced by `authselect`. Enterprise Linux 9 and current Fedora refuse the old words.',
    zh: '`install` 表达的是 kickstart 唯一会做的事，写了 `url` 或 `cdrom` 就已足够。`auth` 和 `authconfig` 已由 `authselect` 取代。Enterprise Linux 9 和当前的 Fedora 会拒绝这些旧命令。',
  },
  lesson: 'provisioning/kickstart',
  *check({ text, orders }) {
    for (const { name, args, span, line } of orders) {
      if (!/^(?:install|auth|authconfig)$/.test(name) || (name === 'install' && args.length > 0)) continue;
      const edits = [{ span: wholeLine(text, line.span), text: '' }];
      const title = { en: 'Delete the line', zh: '删除这一行' };
      yield { span, args: { name }, fix: name === 'install' ? { title, edits, safe: true } : undefined };
    }
  },
  examples: {
    bad: [
      { text: '«install»\ncdrom\n', fixed: 'cdrom\n' },
      { text: 'cdrom\n«auth» --enableshadow --passalgo=sha512\n' },
    ],
    good: ['cdrom\nauthselect select sssd\n%post\ninstall -m 600 a b\n%end\n'],
  },
};
