import { removeEntry } from '../../yaml/edits';
import { itemsOf, mappingOf, type Entry, type Mapping } from '../../yaml/tree';
import type { Rule } from '../../rule';
import type { CloudInitFile } from '../file';

/** A password where a hash belongs. */
export const os066: Rule<CloudInitFile> = {
  code: 'OS066',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'passwd is not a hash', zh: 'passwd 不是哈希值' },
  message: {
    en: 'passwd wants a hash such as $6$…: with this text nobody can log in.',
    zh: 'passwd 要的是 $6$… 这样的哈希值：写成这段文字，谁也登录不了。',
  },
  why: {
    en: 'cloud-init writes `passwd` into /etc/shadow as it is. At a login the system compares hashes, and plain text never equals one. `openssl passwd -6` makes a hash; `plain_text_passwd` takes the password itself, which then lies in the user data for everybody on the machine to read.',
    zh: 'cloud-init 会把 `passwd` 原样写进 /etc/shadow。登录时系统比较的是哈希值，明文永远对不上。用 `openssl passwd -6` 生成哈希；`plain_text_passwd` 可以写明文，但它会留在 user data 里，机器上的人都能看到。',
  },
  lesson: 'provisioning/kvm',
  *check(file) {
    if (file.kind !== 'config') return;
    for (const { value } of itemsOf(file.root?.get('users'))) {
      const map = mappingOf(value);
      const entry = map?.own.find(({ key }) => /^(?:passwd|hashed_passwd)$/.test(key.text));
      const scalar = entry?.value;
      if (!map || !entry || scalar?.kind !== 'scalar' || locked.test(scalar.text)) continue;
      const span = entry.key.part();
      const canRename = canWrite(file, map, entry);
      const title = { en: 'Write plain_text_passwd', zh: '写成 plain_text_passwd' };
      const fix = canRename ? { title, edits: [{ span, text: 'plain_text_passwd' }], safe: false } : undefined;
      yield { span: scalar.part(), covers: span, fix };
    }
  },
  examples: {
    bad: [
      {
        text: '#cloud-config\nusers:\n  - name: me\n    passwd: «secret»\n',
        fixed: '#cloud-config\nusers:\n  - name: me\n    plain_text_passwd: secret\n',
      },
    ],
    good: [
      '#cloud-config\nusers:\n  - default\n  - name: me\n    passwd: $6$abc$def\n  - name: b\n    plain_text_passwd: secret\n',
    ],
  },
};

/** A hash, or what locks an account on purpose. */
const locked = /^$|^[$*!_{<]|^x$|^[./A-Za-z0-9]{13}$/;

function canWrite(file: CloudInitFile, map: Mapping, entry: Entry): boolean {
  return entry.key.text === 'passwd' && removeEntry(file, map, entry) !== undefined;
}
