import type { Rule } from '../../rule';
import { textOf } from '../../yaml/tree';
import type { ComposeFile } from '../file';

/** Container with all rights. */
export const dc056: Rule<ComposeFile> = {
  code: 'DC056',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'warning' },
  title: { en: 'Container with all rights', zh: '特权容器' },
  message: {
    en: 'A privileged container has all devices and rights of the host: name the ones that it needs instead.',
    zh: '特权容器拥有主机的全部设备和权限：请只列出它真正需要的那几项。',
  },
  why: {
    en: 'Most programs that "need privileged" need one thing: a device (`devices`), one right of the kernel (`cap_add: [NET_ADMIN]`), or a setting (`sysctls`). With all of them a mistake in the program is a mistake on the host.',
    zh: '多数“需要特权”的程序其实只需要一样东西：一个设备（`devices`）、一项内核能力（`cap_add: [NET_ADMIN]`），或一个内核参数（`sysctls`）。全部放开之后，程序里的漏洞就成了主机的漏洞。',
  },
  lesson: 'career/security',
  *check(file) {
    for (const service of file.services) {
      const privileged = service.entry('privileged');
      if (privileged !== undefined && textOf(privileged.value) === 'true') yield { span: privileged.key.part() };
    }
  },
  examples: {
    bad: [{ text: 'services:\n  vpn:\n    build: .\n    «privileged»: true\n' }],
    good: ['services:\n  vpn:\n    build: .\n    privileged: false\n    cap_add: [NET_ADMIN]\n'],
  },
};
