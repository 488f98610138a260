import type { Problem, Rule } from '../../rule';
import { itemsOf, mappingOf, scalarOf, textOf } from '../../yaml/tree';
import type { Call, HeatFile } from '../file';
import { dateOf, functions } from '../versions';

/** A function that is younger than the template. */
export const os036: Rule<HeatFile> = {
  code: 'OS036',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Function of a later version', zh: '函数需要更高的模板版本' },
  message: {
    en: '{name} is a function from {date} on: in this version of templates it is not called.',
    zh: '{name} 从 {date} 版本起才是函数，在当前的模板版本里不会被调用。',
  },
  why: {
    en: 'The version at the top says which functions there are. What is none is plain data for Heat: the property gets a table in the place of a text, and mostly refuses it. Raise `heat_template_version`; later versions know all that the earlier ones know, apart from the functions of CloudFormation.',
    zh: '顶部的版本决定有哪些函数。不是函数的内容会被当作普通数据：属性得到的是一组键值而不是文本，通常会被拒绝。请提高 `heat_template_version`；除了 CloudFormation 的函数，高版本支持低版本的全部功能。',
  },
  lesson: 'openstack/servers',
  *check({ root, calls, torn }) {
    const version = scalarOf(root?.get('heat_template_version'));
    const date = version && dateOf(version.text);
    if (version === undefined || date === undefined || torn.length > 0) return;
    for (const call of calls) {
      const since = functions.get(call.name);
      if (since === undefined || since <= date || !isCall(call)) continue;
      const span = version.part();
      const title = { en: `Raise the version to ${since}`, zh: `把版本提高到 ${since}` };
      const fix: Problem['fix'] = { title, edits: [{ span, text: since }], safe: false };
      yield { span: call.key.part(), args: { name: call.name, date: since }, fix };
    }
  },
  examples: {
    bad: [
      {
        text: 'heat_template_version: 2015-10-15\nresources:\n  a:\n    type: OS::Heat::Value\n    properties:\n      value: { «map_merge»: [{ a: 1 }, { b: 2 }] }\n',
        fixed:
          'heat_template_version: 2016-04-08\nresources:\n  a:\n    type: OS::Heat::Value\n    properties:\n      value: { map_merge: [{ a: 1 }, { b: 2 }] }\n',
      },
    ],
    good: [
      'heat_template_version: queens\nresources:\n  a:\n    type: OS::Heat::Value\n    properties:\n      value: { list_concat: [[a], [b]] }\n',
      'heat_template_version: 2013-05-23\nresources:\n  a:\n    type: OS::Heat::Value\n    properties:\n      value: { filter: spam, if: broken }\n  b:\n    type: OS::Heat::Value\n    properties:\n      value: { repeat: daily }\n',
    ],
  },
};

/** Words that templates have as names of data, too: a call then, when what follows is what the function takes. */
function isCall({ name, value }: Call): boolean {
  if (/^(?:contains|digest|filter)$/.test(name)) return false;
  if (name === 'repeat') return mappingOf(value)?.all.has('for_each') === true;
  return name !== 'if' || (itemsOf(value).length > 1 && textOf(itemsOf(value)[0]?.value) !== undefined);
}
