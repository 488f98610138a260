import { brokenYaml } from '../../openstack-yaml/broken';

/** User data that cloud-init cannot read. */
export const os069 = brokenYaml(
  {
    code: 'OS069',
    lesson: 'provisioning/kvm',
    examples: {
      bad: [
        {
          text: '#cloud-config\npackages:\n«\t»- nginx\n',
          fixed: '#cloud-config\npackages:\n  - nginx\n',
        },
        { text: '#cloud-config\nusers:\n  - name: ada\n   «shell: /bin/bash»\n' },
        {
          text: '#cloud-config\n«hostname:»web\nlocale: en_US.UTF-8\n',
          fixed: '#cloud-config\nhostname: web\nlocale: en_US.UTF-8\n',
        },
      ],
      good: ['#cloud-config\n# 中文注释：“主机名”\nhostname: web\n', '#cloud-config\n'],
    },
  },
  {
    refused: {
      en: 'cloud-init then leaves all of it out: the server comes up without users, packages and files, and only its log says why.',
      zh: 'cloud-init 会整份跳过：主机照常启动，但没有用户、软件包和文件，原因只写在它的日志里。',
    },
    shape: {
      en: 'it must begin with a key such as `packages:`.',
      zh: '内容要以 `packages:` 这样的键开头。',
    },
  },
);
