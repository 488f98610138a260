import { wholeLine } from '../../line-based/lines';
import type { Rule } from '../../rule';
import type { KickstartFile } from '../file';

/**
 * Commands of installers that are gone, by the handlers of pykickstart (rhel9.py, rhel10.py) and the list of removed
 * commands in the documentation of RHEL 9, November 2026. RHEL 9 still takes `auth` and `authconfig`, with a warning.
 */
export const sh080: Rule<KickstartFile> = {
  code: 'SH080',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Removed kickstart command', zh: '已移除的 kickstart 命令' },
  message: {
    en: 'Since {since} the installer does not know "{name}" any more, and stops over it.',
    zh: '从 {since} 起，安装程序不再认识“{name}”，会因此中止。',
  },
  why: {
    en: '`install` said what has long been the only thing that a kickstart file does; the source, `url` or `cdrom`, says it all. `auth` and `authconfig` were replaced by `authselect`: Enterprise Linux 9 still takes them with a warning, Enterprise Linux 10 and Fedora do not.',
    zh: '`install` 表达的是 kickstart 唯一会做的事，写了 `url` 或 `cdrom` 就已足够。`auth` 和 `authconfig` 已由 `authselect` 取代：Enterprise Linux 9 还会接受并给出警告，Enterprise Linux 10 和 Fedora 不再接受。',
  },
  lesson: 'provisioning/kickstart',
  *check({ text, orders }) {
    for (const { name, args, span, line } of orders) {
      if (!/^(?:install|auth|authconfig)$/.test(name) || (name === 'install' && args.length > 0)) continue;
      const edits = [{ span: wholeLine(text, line.span), text: '' }];
      const title = { en: 'Delete the line', zh: '删除这一行' };
      if (name === 'install')
        yield { span, args: { name, since: releases.install }, fix: { title, edits, safe: true } };
      else yield { span, args: { name, since: releases.auth }, severity: 'warning' };
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

const releases = { install: 'RHEL 9, Fedora 34', auth: 'RHEL 10, Fedora 35' } as const;
