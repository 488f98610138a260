import type { Condition } from '../../lesson';
import { absent, anyOf, exists, matches, none, not, sameAs, some } from '../../match';
import {
  answers,
  answerTo,
  chose,
  empty,
  equalTo,
  hostFile,
  machine,
  sampleFile,
} from './linux-environment-survey-ways';

const samplePasswd = sampleFile('etc/passwd', 'colons');
const hostPasswd = hostFile('/etc/passwd', 'colons');
const uid = { probe: machine, path: ['uid'] };
const student = { probe: samplePasswd, path: [{ first: { 0: 'student' } }] };

/** The user of a directory service: neither the number nor the name is in passwd. */
const fromElsewhere = { probe: hostPasswd, shape: none(anyOf({ 2: sameAs(uid) }, { 0: sameAs(answerTo('user')) })) };

const user: Condition = {
  id: 'user',
  title: { en: '`user` and `uid` are yours, and belong together', zh: '`user` 和 `uid` 是你的，而且对得上' },
  when: 'now',
  after: 'source',
  expect: [
    chose('sample'),
    { probe: answers, shape: { user: 'student', uid: sameAs({ ...student, path: [...student.path, 2] }) } },
  ],
  or: [
    [
      chose('live'),
      { probe: answers, shape: { uid: sameAs(uid) } },
      { probe: hostPasswd, shape: some({ 0: sameAs(answerTo('user')), 2: sameAs(answerTo('uid')) }) },
    ],
    [chose('live'), { probe: answers, shape: { user: exists, uid: sameAs(uid) } }, fromElsewhere],
  ],
  told: [
    {
      id: 'empty',
      probe: answers,
      shape: anyOf({ user: absent }, { uid: absent }),
      text: { en: '`user:` and `uid:` both need an answer.', zh: '`user:` 和 `uid:` 都要填。' },
    },
    {
      id: 'text',
      probe: answers,
      shape: { uid: matches(/^\d+$/) },
      text: { en: 'A uid is a number: leave out the quotes.', zh: 'uid 是数字：不要加引号。' },
    },
    {
      id: 'not-student',
      probe: answers,
      shape: { source: 'sample', user: not('student') },
      args: { found: answerTo('user') },
      text: {
        en: 'On the sample machine you are `student`, not {found}.',
        zh: '在样例机上你是 `student`，不是 {found}。',
      },
    },
    {
      id: 'sample-uid',
      probe: answers,
      shape: { source: 'sample' },
      args: { found: answerTo('uid') },
      text: {
        en: 'The passwd of the sample machine does not give `student` the number {found}: it is the third field.',
        zh: '样例机的 passwd 里，`student` 的编号不是 {found}：看第三个字段。',
      },
    },
    {
      id: 'other-name',
      probe: answers,
      shape: { uid: sameAs(uid) },
      args: { found: answerTo('user'), uid },
      text: {
        en: 'You are the user with the number {uid}, but passwd does not call it {found}.',
        zh: '你的编号确实是 {uid}，但 passwd 里它不叫 {found}。',
      },
    },
    {
      id: 'root-shell',
      probe: answers,
      shape: { uid: 0 },
      args: { uid },
      text: {
        en: 'Number 0 is root: you asked in a root shell or with `sudo`. The editor runs as number {uid}; ask as that user.',
        zh: '0 号是 root：你是在 root shell 里或用 `sudo` 查的。编辑器以 {uid} 号用户运行，请以这个用户来查。',
      },
    },
    {
      id: 'other',
      probe: answers,
      shape: { uid: exists },
      args: { found: answerTo('uid') },
      text: {
        en: 'The editor does not run as the user with the number {found}. `id` in its terminal prints yours.',
        zh: '编辑器不是以 {found} 号用户运行的。在它的终端里执行 `id`，就能看到你的编号。',
      },
    },
  ],
  notes: [
    {
      id: 'root',
      probe: answers,
      shape: { uid: 0 },
      text: {
        en: 'You work as root: fine in a container, a bad habit on servers.',
        zh: '你正以 root 身份工作：在容器里没问题，在服务器上是个坏习惯。',
      },
    },
  ],
};

const shells = equalTo(
  'shell',
  { ...student, path: [...student.path, 6] },
  { probe: hostPasswd, path: [{ first: { 0: sameAs(answerTo('user')) } }, 6] },
);

const shell: Condition = {
  id: 'shell',
  title: { en: '`shell` is the login shell of that user', zh: '`shell` 是这个用户的登录 shell' },
  when: 'now',
  after: 'source',
  ...shells,
  or: [...shells.or, [chose('live'), { probe: answers, shape: { shell: matches(/^\//) } }, fromElsewhere]],
  told: [
    empty('shell'),
    {
      id: 'name-only',
      probe: answers,
      shape: { shell: matches(/^-?\w+$/) },
      args: { found: answerTo('shell') },
      text: {
        en: '{found} is only a name: write the full path, for example `/bin/bash`.',
        zh: '{found} 只是名称：请写完整路径，例如 `/bin/bash`。',
      },
    },
    {
      id: 'bob',
      probe: answers,
      shape: { source: 'sample', shell: matches(/nologin|false/) },
      text: {
        en: 'That is the shell of bob or of a service, which lets nobody in. You are `student`.',
        zh: '那是 bob 或某个服务账号的 shell，它不让任何人登录。你是 `student`。',
      },
    },
    {
      id: 'other',
      probe: answers,
      shape: { shell: exists },
      args: { found: answerTo('shell') },
      text: {
        en: 'passwd does not end your line with {found}. The login shell is its seventh field; another shell may run in the terminal now.',
        zh: 'passwd 里你那一行的结尾不是 {found}。登录 shell 是第七个字段；终端里现在运行的可能是另一个 shell。',
      },
    },
  ],
};

/** Who the learner is on that machine. */
export const account: readonly Condition[] = [user, shell];
