import { removeEntry } from '../../yaml/edits';
import { textOf } from '../../yaml/tree';
import { brief, type Rule } from '../../rule';
import { loginOf, type Cloud, type CloudsFile } from '../file';

/** A scope beside an application credential. */
export const os007: Rule<CloudsFile> = {
  code: 'OS007',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Scope beside an application credential', zh: '应用凭证不能再指定范围' },
  message: {
    en: 'An application credential belongs to one project already: with {key} the login fails with 401.',
    zh: '应用凭证已经绑定了一个项目：再写 {key}，登录会返回 401。',
  },
  why: {
    en: 'An application credential is made for one project and carries it. Keystone refuses a login that names a project, a domain or a system besides, even the same one. The lines are left over when a file with a password is changed.',
    zh: '应用凭证是为某一个项目创建的，项目信息就在其中。登录时再指定项目、域或 system，即使是同一个，Keystone 也会拒绝。把密码登录的文件改成应用凭证时，常会留下这几行。',
  },
  lesson: 'openstack/lab',
  *check(file) {
    for (const cloud of file.clouds) {
      if (!isByCredential(cloud)) continue;
      for (const map of cloud.auth ? [cloud.auth, cloud.map] : [cloud.map]) {
        for (const entry of map.own) {
          if (!scope.test(entry.key.text)) continue;
          const removal = removeEntry(file, map, entry);
          const title = { en: 'Delete the line', zh: '删除这一行' };
          const fix = removal && { title, edits: [removal.edit], safe: removal.isSafe };
          yield { span: entry.key.part(), args: { key: brief(entry.key.text) }, fix };
        }
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'clouds:\n  lab:\n    auth_type: v3applicationcredential\n    auth:\n      auth_url: https://c:5000/v3\n      application_credential_id: abc\n      application_credential_secret: def\n      «project_name»: shop\n',
        fixed:
          'clouds:\n  lab:\n    auth_type: v3applicationcredential\n    auth:\n      auth_url: https://c:5000/v3\n      application_credential_id: abc\n      application_credential_secret: def\n',
      },
    ],
    good: [
      'clouds:\n  lab:\n    auth_type: v3applicationcredential\n    auth:\n      auth_url: https://c:5000/v3\n      application_credential_name: abc\n      application_credential_secret: def\n      username: me\n      user_domain_name: Default\n',
    ],
  },
};

const scope =
  /^(?:project_id|project_name|project_domain_id|project_domain_name|tenant_id|tenant_name|domain_id|domain_name|system_scope)$/;

/** Only a type says for certain that a credential is used; without one, a password may win. */
export function isByCredential(cloud: Cloud): boolean {
  const type = textOf(cloud.map.get('auth_type'));
  if (type !== undefined) return type === 'v3applicationcredential';
  const has = (key: string): boolean => loginOf(cloud, key) !== undefined;
  return has('application_credential_secret') && !has('password');
}
