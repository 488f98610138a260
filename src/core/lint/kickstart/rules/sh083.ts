import type { Rule } from '../../rule';
import type { KickstartFile } from '../file';

/** A machine that begins without its protection. */
export const sh083: Rule<KickstartFile> = {
  code: 'SH083',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'information' },
  title: { en: 'Firewall or SELinux disabled', zh: '关闭了防火墙或 SELinux' },
  message: {
    en: '{name} is off from the first start on: open the ports that are needed, and leave it on.',
    zh: '{name} 从首次启动起就是关闭的：请只放行需要的端口或操作，不要整个关掉。',
  },
  why: {
    en: 'What is switched off for an installation stays off for years. `firewall --enabled --ssh` opens what is needed; `selinux --permissive` reports what would be forbidden and forbids nothing, until the policy fits.',
    zh: '安装时关掉的东西，往往一关就是几年。`firewall --enabled --ssh` 只放行需要的服务；`selinux --permissive` 只记录、不拦截，可以等策略调好后再启用。',
  },
  lesson: 'provisioning/kickstart',
  *check({ orders }) {
    for (const { name, args, line } of orders) {
      const said = /^(?:firewall|selinux)$/.test(name) ? args.find((one) => /^--disabled?$/.test(one)) : undefined;
      if (said === undefined) continue;
      const start = line.span.start + line.text.indexOf(said);
      yield {
        span: { start, end: start + said.length },
        args: { name: name === 'firewall' ? 'firewalld' : 'SELinux' },
      };
    }
  },
  examples: {
    bad: [{ text: 'firewall «--disabled»\n' }, { text: 'selinux «--disabled»\nlang en_US.UTF-8\n' }],
    good: ['firewall --enabled --ssh\nselinux --enforcing\n%post\nfirewall --disabled\n%end\n# selinux --disabled\n'],
  },
};
