import type { Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import { loginOf, type CloudsFile } from '../file';
import { os011 } from './os011';

/** A secret that stands in clouds.yaml. */
export const os020: Rule<CloudsFile> = {
  code: 'OS020',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'information' },
  title: { en: 'Secret in clouds.yaml', zh: '密码写在 clouds.yaml 里' },
  message: {
    en: 'secure.yaml is the place for the {key}: clouds.yaml can then be shown and shared.',
    zh: '{key} 应写在 secure.yaml 里，这样 clouds.yaml 就可以给别人看。',
  },
  why: {
    en: 'The client reads secure.yaml beside clouds.yaml and puts both together. With the secrets in a file of their own, the other one may go into a repository or a message, and only the small file needs care.',
    zh: '客户端会读取 clouds.yaml 旁边的 secure.yaml，并把两者合并。密码单独放在一个文件里，另一个文件就可以提交到仓库或发给别人，需要保管的只有那个小文件。',
  },
  lesson: 'openstack/lab',
  *check(file, nearby) {
    if (file.purpose !== 'clouds' || [...os011.check(file, nearby)].length > 0) return;
    for (const cloud of file.clouds) {
      for (const key of ['password', 'application_credential_secret']) {
        const entry = loginOf(cloud, key);
        const value = scalarOf(entry?.value);
        if (entry === undefined || value === undefined || /^$|^\{\{|^<|^\$/.test(value.text)) continue;
        yield { span: entry.key.part(), args: { key: key } };
      }
    }
  },
  examples: {
    bad: [{ text: 'clouds:\n  lab:\n    profile: a\n    auth:\n      «password»: secret\n' }],
    good: ['clouds:\n  lab:\n    profile: a\n    auth:\n      username: me\n      password: ${PASSWORD}\n'],
  },
};
