import { partBehind } from '../address';
import type { Rule } from '../../rule';
import type { OsloFile } from '../file';

/** The address of a database, as SQLAlchemy reads it: a password goes to the first "@" (engine/url.py, from practice, not compared). */
export const os089: Rule<OsloFile> = {
  code: 'OS089',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: '@ in the password of an address', zh: '地址的密码里有 @' },
  message: {
    en: 'The password ends at the first "@": the rest is read as the host. Write this one as %40.',
    zh: '密码到第一个“@”为止，后面会被当作主机名。密码里的“@”要写成 %40。',
  },
  why: {
    en: 'The address of a database is `driver://user:password@host/name`, and an "@" stands before the host. One in the password must be written as `%40`, as in the address of a web page; the service then sees the real sign.',
    zh: '数据库地址的写法是 `driver://user:password@host/name`，主机前面用“@”分隔。密码里的“@”要像网址那样写成 `%40`，服务会还原成真正的字符。',
  },
  lesson: 'openstack-by-hand/keystone',
  *check({ options }) {
    for (const option of options) {
      if (!/^(?:slave_)?connection$/.test(option.name) || !/^(?:api_)?database$/.test(option.section)) continue;
      const [part, ...more] = option.parts;
      const found = part && /^(\w+(?:\+\w+)?:\/\/[^:@/]+:[^@]*)@([^@/?]*@)+/.exec(part.text);
      if (part === undefined || found?.[1] === undefined || more.length > 0) continue;
      const password = part.text.slice(found[1].length, found[0].length - 1);
      const edits = [...password.matchAll(/@/g)].map(({ index }) => {
        const span = partBehind(part, (found[1] ?? '').length + index, 1);
        return { span, text: '%40' };
      });
      const span = partBehind(part, found[1].length, 1);
      yield { span, fix: { title: { en: 'Write %40', zh: '写成 %40' }, edits, safe: true } };
    }
  },
  examples: {
    bad: [
      {
        text: '[database]\nconnection = mysql+pymysql://keystone:p«@»ss@controller/keystone\n',
        fixed: '[database]\nconnection = mysql+pymysql://keystone:p%40ss@controller/keystone\n',
      },
    ],
    good: [
      '[database]\nconnection = mysql+pymysql://nova:p%40:/ss@controller/nova?ssl_ca=/etc/a@b.pem\n[api_database]\nconnection = sqlite:////var/lib/a@b.db\n',
    ],
  },
};
