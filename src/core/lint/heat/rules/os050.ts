import { brokenYaml } from '../../openstack-yaml/broken';

/** A template that Heat cannot read. */
export const os050 = brokenYaml(
  {
    code: 'OS050',
    lesson: 'openstack/servers',
    examples: {
      bad: [
        {
          text: 'heat_template_version: 2021-04-16\nresources:\n«\t»net:\n\t\ttype: OS::Neutron::Net\n',
          fixed: 'heat_template_version: 2021-04-16\nresources:\n  net:\n    type: OS::Neutron::Net\n',
        },
        {
          text: 'heat_template_version: 2021-04-16\nresources:\n  net:\n    type: OS::Neutron::Net\n   «properties»: {}\n',
        },
      ],
      good: ['heat_template_version: 2021-04-16\n# 中文注释：“网络”\nresources:\n  net:\n    type: OS::Neutron::Net\n'],
    },
  },
  {
    refused: {
      en: 'Heat refuses the whole template, and names a line that may be far from the mistake.',
      zh: 'Heat 会拒绝整个模板，报出的行号可能离真正的错误很远。',
    },
    shape: {
      en: 'it must begin with a key such as `heat_template_version:`.',
      zh: '模板要以 `heat_template_version:` 这样的键开头。',
    },
  },
);
