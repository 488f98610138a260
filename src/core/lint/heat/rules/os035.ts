import { closest } from '../../distance';
import { brief, type Problem, type Rule } from '../../rule';
import type { Scalar } from '../../yaml/tree';
import { subjectOf, type HeatFile } from '../file';

/** A parameter that the template does not have. */
export const os035: Rule<HeatFile> = {
  code: 'OS035',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Unknown parameter', zh: '引用了未声明的参数' },
  message: {
    en: 'The template declares no parameter "{name}": Heat refuses it.',
    zh: '模板没有声明参数“{name}”，Heat 会拒绝此模板。',
  },
  why: {
    en: 'What `get_param` names must be declared under `parameters`, with a type. An environment file and `--parameter` only give values to parameters that are declared. Three are always there: `OS::stack_name`, `OS::stack_id` and `OS::project_id`.',
    zh: '`get_param` 引用的名字必须在 `parameters` 下声明，并写明类型。环境文件和 `--parameter` 只能给已声明的参数赋值。有三个参数始终存在：`OS::stack_name`、`OS::stack_id` 和 `OS::project_id`。',
  },
  lesson: 'openstack/servers',
  *check({ root, parameters, calls, torn }) {
    const isSettled = torn.length === 0 && (parameters !== undefined || root?.get('parameters') === undefined);
    if (!isSettled) return;
    const names = new Set([...(parameters?.all.keys() ?? []), ...given]);
    for (const call of calls) {
      const subject = call.name === 'get_param' ? subjectOf(call) : undefined;
      if (subject === undefined || names.has(subject.text) || /^$|[%<$]/.test(subject.text)) continue;
      yield problemOf(subject, names);
    }
  },
  examples: {
    bad: [
      {
        text: 'heat_template_version: 2018-08-31\nparameters:\n  image:\n    type: string\nresources:\n  web:\n    type: OS::Nova::Server\n    properties:\n      flavor: small\n      image: { get_param: «imgae» }\n',
        fixed:
          'heat_template_version: 2018-08-31\nparameters:\n  image:\n    type: string\nresources:\n  web:\n    type: OS::Nova::Server\n    properties:\n      flavor: small\n      image: { get_param: image }\n',
      },
      {
        text: 'heat_template_version: 2018-08-31\nresources:\n  web:\n    type: OS::Nova::Server\n    properties:\n      image: cirros\n      flavor:\n        get_param: «size»\n',
      },
    ],
    good: [
      'heat_template_version: 2018-08-31\nparameters:\n  k: { type: json }\nresources:\n  a:\n    type: OS::Heat::Value\n    properties:\n      value: { get_param: [k, x] }\n  b:\n    type: OS::Heat::Value\n    properties:\n      value: { get_param: "OS::stack_name" }\n',
    ],
  },
};

const given = ['OS::stack_name', 'OS::stack_id', 'OS::project_id'];

function problemOf(subject: Scalar, names: ReadonlySet<string>): Problem {
  const span = subject.part();
  const args = { name: brief(subject.text) };
  const meant = closest(subject.text, names);
  if (meant === undefined) return { span, args };
  const title = { en: `Write ${meant}`, zh: `写成 ${meant}` };
  return { span, args, fix: { title, edits: [{ span, text: meant }], safe: true } };
}
