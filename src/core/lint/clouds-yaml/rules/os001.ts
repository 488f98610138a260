import { brokenYaml } from '../../openstack-yaml/broken';

/** A file that the client cannot read. */
export const os001 = brokenYaml(
  {
    code: 'OS001',
    lesson: 'openstack/lab',
    examples: {
      bad: [
        {
          text: 'clouds:\n«\t»lab:\n\t\tprofile: vexxhost\n',
          fixed: 'clouds:\n  lab:\n    profile: vexxhost\n',
        },
        { text: 'clouds:\n  lab:\n    profile: a\n   «region_name»: b\n' },
        { text: '«- lab»\n- home\n' },
        {
          text: 'clouds:\n  lab:\n    «profile:»vexxhost\n    region_name: a\n',
          fixed: 'clouds:\n  lab:\n    profile: vexxhost\n    region_name: a\n',
        },
        {
          text: 'clouds:\n  lab:\n    profile«：»vexxhost\n',
          fixed: 'clouds:\n  lab:\n    profile: vexxhost\n',
        },
      ],
      good: ['# 中文注释：实验室\nclouds:\n  lab:\n    profile: vexxhost # “x”\n', '# nothing yet\n'],
    },
  },
  {
    refused: {
      en: 'The OpenStack client leaves such a file out and says that the cloud was not found.',
      zh: 'OpenStack 客户端会跳过这样的文件，然后说找不到这个 cloud。',
    },
    shape: {
      en: 'the file must begin with a key such as `clouds:`.',
      zh: '文件要以 `clouds:` 这样的键开头。',
    },
  },
);
