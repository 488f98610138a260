import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { absent, allOf, anyOf, exactly, exists, includes, matches, none, not, oneOf, some } from '../../match';

const answers: Probe = { source: 'file', path: 'answers.yaml', as: 'yaml' };

/** What /etc/passwd and /etc/group of the sample machine say. */
export const passwd: Condition = {
  id: 'passwd',
  title: { en: 'What passwd and group of the sample machine say', zh: '示例机器的 passwd 和 group 说了什么' },
  when: 'now',
  expect: [
    {
      probe: answers,
      shape: {
        aliceUid: oneOf(1001, '1001'),
        members2000: exactly('alice', 'deploy'),
        mayLogIn: exactly('root', 'student', 'alice', 'deploy'),
        mayUseSudo: exactly('student'),
        refused: allOf(includes('bob'), none(oneOf('root', 'student', 'alice', 'deploy'))),
      },
    },
  ],
  told: [
    {
      id: 'open',
      probe: answers,
      shape: anyOf(
        { aliceUid: absent },
        { members2000: absent },
        { mayLogIn: absent },
        { mayUseSudo: absent },
        { refused: absent },
      ),
      text: {
        en: 'An answer is still empty in `answers.yaml`. Both files are in `machine/etc`; their fields are separated by colons.',
        zh: '`answers.yaml` 里还有没填的答案。两个文件都在 `machine/etc` 里，字段之间用冒号隔开。',
      },
    },
    {
      id: 'not-a-list',
      probe: answers,
      shape: anyOf(
        { members2000: matches(/./) },
        { mayLogIn: matches(/./) },
        { mayUseSudo: matches(/./) },
        { refused: matches(/./) },
      ),
      text: {
        en: 'One of the lists is a text. Put the names into brackets, even a single one: `[alice, deploy]`.',
        zh: '有一个列表写成了文本。名字要放进方括号，只有一个也一样：`[alice, deploy]`。',
      },
    },
    {
      id: 'uid',
      probe: answers,
      shape: { aliceUid: not(oneOf(1001, '1001')) },
      text: {
        en: 'That is not the number of alice. In `passwd` the fields are name, password, uid, gid, description, home, shell: take the third of her line.',
        zh: '这不是 alice 的编号。`passwd` 的字段依次是用户名、密码、uid、gid、说明、家目录、shell：请看她那一行的第三个字段。',
      },
    },
    {
      id: 'members',
      probe: answers,
      shape: { members2000: not(exactly('alice', 'deploy')) },
      text: {
        en: 'The members of group 2000 are others. Members are in field 4 of `group`; whose primary group it is stands in field 4 of `passwd`.',
        zh: '编号为 2000 的组，成员不是这些。成员在 `group` 的第 4 个字段；谁以它为主组，则要看 `passwd` 的第 4 个字段。',
      },
    },
    {
      id: 'no-shell',
      probe: answers,
      shape: { mayLogIn: some(oneOf('sync', 'bob')) },
      text: {
        en: 'One of these gets no shell: `/bin/sync` writes the disk and ends, `/usr/sbin/nologin` says no and ends. Look at the last field of `passwd` once more.',
        zh: '其中有人得不到 shell：`/bin/sync` 把数据写进磁盘就结束，`/usr/sbin/nologin` 拒绝登录就结束。请再看一遍 `passwd` 的最后一个字段。',
      },
    },
    {
      id: 'who-logs-in',
      probe: answers,
      shape: { mayLogIn: not(exactly('root', 'student', 'alice', 'deploy')) },
      text: {
        en: 'The list of those who may log in is not right: look for the lines of `passwd` whose last field is a shell, such as `/bin/bash`.',
        zh: '能登录的用户不对：请找出 `passwd` 里最后一个字段是 shell（例如 `/bin/bash`）的那些行。',
      },
    },
    {
      id: 'who-uses-sudo',
      probe: answers,
      shape: { mayUseSudo: not(exactly('student')) },
      text: {
        en: 'On Ubuntu the group `sudo` decides: its members are in field 4 of its line in `group`. Root may do everything already.',
        zh: 'Ubuntu 上由 `sudo` 组决定：它的成员写在 `group` 里那一行的第 4 个字段。root 本来就什么都能做。',
      },
    },
    {
      id: 'who-is-refused',
      probe: answers,
      shape: { refused: exists },
      text: {
        en: 'Look for the people (uid 1000 and above) whose last field in `passwd` is `/usr/sbin/nologin`, and name nobody who has a shell.',
        zh: '请在 uid 1000 及以上的用户里，找出 `passwd` 最后一个字段是 `/usr/sbin/nologin` 的人；有 shell 的人不要写进来。',
      },
    },
  ],
};
