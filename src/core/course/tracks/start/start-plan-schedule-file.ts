import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { absent, exists, matches } from '../../match';

/** The learner's plan, by hand. */
export const plan: Probe = { source: 'file', path: 'plan.yaml', as: 'yaml' };
const text: Probe = { source: 'file', path: 'plan.yaml', as: 'text' };

/** Nothing else can be told of a file that cannot be read. */
export const readable: Condition = {
  id: 'yaml',
  title: { en: 'plan.yaml is YAML', zh: 'plan.yaml 是合法的 YAML' },
  when: 'now',
  expect: [{ probe: plan, shape: { invalid: absent } }],
  told: [
    {
      id: 'tab',
      probe: text,
      shape: matches(/^ *\t/m),
      text: {
        en: 'A line begins with a tab. YAML wants spaces: two for each level.',
        zh: '有一行以制表符开头。YAML 的缩进只能用空格：每层两个。',
      },
    },
    {
      id: 'colon',
      probe: text,
      shape: matches(/^[ -]*\w+:[ ]+(?!["'>|{[])[^\n#]*:(?:[ ]|\r?$)/m),
      args: { line: { probe: plan, path: ['line'] } },
      text: {
        en: 'Line {line}: a colon and a space inside a sentence look like another key. Put the sentence into quotation marks.',
        zh: '第 {line} 行：句子里的冒号加空格会被当成另一个键。请给这句话加上引号。',
      },
    },
    {
      id: 'not-yaml',
      probe: plan,
      shape: { invalid: exists },
      args: { line: { probe: plan, path: ['line'] }, why: { probe: plan, path: ['invalid'] } },
      text: { en: 'Line {line} is not YAML: {why}.', zh: '第 {line} 行不是合法的 YAML：{why}。' },
    },
  ],
};
