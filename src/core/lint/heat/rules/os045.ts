import { appendTo } from '../../yaml/edits';
import { brief, type Rule } from '../../rule';
import { mappingOf, textOf } from '../../yaml/tree';
import type { HeatFile } from '../file';

/** A password that everybody who sees the stack can read. */
export const os045: Rule<HeatFile> = {
  code: 'OS045',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'Password that is shown', zh: '密码会被显示' },
  message: {
    en: 'Without hidden: true, "{name}" stands readable in what "stack show" prints.',
    zh: '不写 hidden: true，用 stack show 就能看到“{name}”的明文。',
  },
  why: {
    en: 'Heat keeps the parameters of a stack and shows them to everybody of the project. With `hidden: true` they are shown as stars. The value still reaches the resources; in `user_data` the machine can read it.',
    zh: 'Heat 会保存 stack 的参数，并显示给项目里的所有人。加上 `hidden: true` 后只显示星号。参数值仍会传给资源，写进 `user_data` 的内容在虚拟机里还是能读到。',
  },
  lesson: 'openstack/servers',
  *check(file) {
    if (file.torn.length > 0) return;
    for (const { key, value } of file.parameters?.own ?? []) {
      const map = mappingOf(value);
      if (map === undefined || !/(?:^|_)(?:password|passwd|secret)$/i.test(key.text)) continue;
      if (textOf(map.get('type')) !== 'string' || map.all.has('hidden')) continue;
      const edit = appendTo(file, map, ['hidden: true']);
      const title = { en: 'Add hidden: true', zh: '添加 hidden: true' };
      yield { span: key.part(), args: { name: brief(key.text) }, fix: edit && { title, edits: [edit], safe: true } };
    }
  },
  examples: {
    bad: [
      {
        text: 'heat_template_version: 2018-08-31\nparameters:\n  «db_password»:\n    type: string\nresources: {}\n',
        fixed:
          'heat_template_version: 2018-08-31\nparameters:\n  db_password:\n    type: string\n    hidden: true\nresources: {}\n',
      },
    ],
    good: [
      'heat_template_version: 2018-08-31\nparameters:\n  password: { type: string, hidden: true }\n  password_length: { type: number }\n  key_name: { type: string }\nresources: {}\n',
    ],
  },
};
