import { brief, type Problem, type Rule } from '../../rule';
import { mappingOf, scalarOf, type Mapping, type Scalar } from '../../yaml/tree';
import type { HeatFile } from '../file';

/** A word to replace that is nowhere: `ReplaceJsonStrict` of heat/engine/hot/functions.py raises over it (November 2026). */
export const os047: Rule<HeatFile> = {
  code: 'OS047',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Nothing to replace', zh: '没有可替换的内容' },
  message: {
    en: '"{name}" does not stand in the template text: {function} refuses that.',
    zh: '模板文本里没有“{name}”，{function} 会因此报错。',
  },
  why: {
    en: '`str_replace` leaves alone what it does not find, and a misspelt word then reaches the server as it is. The strict ones stop the stack instead: every key of `params` must stand in `template`, letter by letter.',
    zh: '`str_replace` 找不到时什么也不做，拼错的词就原样进入虚拟机。严格的版本则会让 stack 失败：`params` 的每个键都必须逐字出现在 `template` 里。',
  },
  lesson: 'openstack/servers',
  *check({ calls, torn }) {
    if (torn.length > 0) return;
    for (const { name, value } of calls) {
      if (!/^str_replace_v?strict$/.test(name)) continue;
      const map = mappingOf(value);
      const template = scalarOf(map?.get('template'));
      const params = mappingOf(map?.get('params'));
      if (template !== undefined && params !== undefined) yield* missing(name, template, params);
    }
  },
  examples: {
    bad: [
      {
        text: 'heat_template_version: 2017-09-01\nresources:\n  a:\n    type: OS::Heat::Value\n    properties:\n      value:\n        str_replace_strict:\n          template: |\n            hostname $name\n          params:\n            $name: web\n            «$nmae»: api\n',
      },
    ],
    good: [
      'heat_template_version: 2017-09-01\nresources:\n  a:\n    type: OS::Heat::Value\n    properties:\n      value:\n        str_replace_strict:\n          template: { get_file: a.sh }\n          params: { $name: web }\n  b:\n    type: OS::Heat::Value\n    properties:\n      value:\n        str_replace:\n          template: hostname\n          params: { $name: web }\n  c:\n    type: OS::Heat::Value\n    properties:\n      value:\n        str_replace_strict:\n          template: hostname %name%\n          params: { "%name%": web }\n',
    ],
  },
};

function* missing(name: string, template: Scalar, { own }: Mapping): Iterable<Problem> {
  for (const { key } of own) {
    if (key.text === '' || template.text.includes(key.text)) continue;
    yield { span: key.part(), args: { name: brief(key.text), function: name } };
  }
}
