import type { Probe } from '../../check';
import type { Condition, Expectation } from '../../lesson';
import { absent, contains, differs, exists, matches, none, sameAs, sequence, some, type Shape } from '../../match';
import { events } from './events';

/** The engine takes both names of this machine for the same registry, but not for the same image. */
type Host = '127.0.0.1' | 'localhost';

const local = (host: Host): Probe => ({ source: 'image', name: `${host}:5001/tutor/release:1.0` });
const idOf = (host: Host) => ({ probe: local(host), path: ['Id'] });

const untagged = (host: Host): Shape => ({ Type: 'image', Action: 'untag', Actor: { ID: sameAs(idOf(host)) } });
/** Of the tag, or of all tags of the repository. */
const pull: Shape = {
  Type: 'image',
  Action: 'pull',
  Actor: { ID: matches(/^(127\.0\.0\.1|localhost):5001\/tutor\/release(:1\.0)?$/) },
};

const fetched = (host: Host): readonly Expectation[] => [
  { probe: events, shape: { events: sequence(untagged(host), pull) } },
  { probe: local(host), shape: { RepoDigests: some(contains(`${host}:5001/tutor/release@`)) } },
];

/** The image went away from this machine and came back. */
export const pulled: Condition = {
  id: 'pulled',
  title: { en: '1.0 was removed here, and pulled back', zh: '1.0 在本地被删除，又被拉了回来' },
  when: 'once',
  expect: fetched('127.0.0.1'),
  or: [fetched('localhost')],
  told: [
    {
      id: 'not-back',
      probe: local('127.0.0.1'),
      shape: absent,
      text: {
        en: 'Release 1.0 is not on this machine: `docker pull 127.0.0.1:5001/tutor/release:1.0`.',
        zh: '本机上没有 1.0 这个版本：`docker pull 127.0.0.1:5001/tutor/release:1.0`。',
      },
    },
    {
      id: 'built-here',
      probe: local('127.0.0.1'),
      shape: { RepoDigests: absent },
      text: {
        en: 'This copy was built here and was never pushed or pulled: the registry knows another one. Remove the name and pull it.',
        zh: '这个镜像是在本地构建的，从未推送或拉取过，仓库里的是另一个。请删除这个名字，再拉取。',
      },
    },
    {
      id: 'never-pulled',
      probe: events,
      shape: { events: none(pull) },
      text: {
        en: 'The copy here is the one that you built. Remove both local names with `docker rmi`, then `docker pull 127.0.0.1:5001/tutor/release:1.0`.',
        zh: '本机上的这一份还是你自己构建的。先用 `docker rmi` 删除两个本地名字，再执行 `docker pull 127.0.0.1:5001/tutor/release:1.0`。',
      },
    },
    {
      id: 'pulled-over',
      probe: events,
      shape: { events: some(pull) },
      text: {
        en: 'Remove the local names first, else the pull proves nothing: `docker rmi`, then pull again.',
        zh: '请先删除本地的名字，否则这次拉取说明不了什么：`docker rmi` 之后再拉取一次。',
      },
    },
  ],
};

const container: Probe = { source: 'container', name: 'tutor-release' };
const log: Probe = { source: 'logs', name: 'tutor-release' };

const ran = (host: Host): readonly Expectation[] => [
  { probe: container, shape: { Image: sameAs(idOf(host)) } },
  { probe: log, shape: contains('release 1.0') },
];

/** Rollback: the old version runs again. */
export const runs: Condition = {
  id: 'runs',
  title: { en: 'tutor-release ran release 1.0', zh: 'tutor-release 运行的是 release 1.0' },
  when: 'now',
  expect: ran('127.0.0.1'),
  or: [ran('localhost')],
  told: [
    {
      id: 'ran-newer',
      probe: log,
      shape: contains('release 1.1'),
      text: {
        en: 'You ran 1.1; rollback means the old tag. Remove tutor-release and run `127.0.0.1:5001/tutor/release:1.0`.',
        zh: '你运行的是 1.1；回滚要用旧的 tag。请删除 tutor-release，运行 `127.0.0.1:5001/tutor/release:1.0`。',
      },
    },
    {
      id: 'other-image',
      probe: container,
      shape: { Image: differs(idOf('127.0.0.1')) },
      args: { image: { probe: container, path: ['Config', 'Image'] } },
      text: {
        en: 'tutor-release was made from {image}, not from the image that you pulled back. Remove it and run `127.0.0.1:5001/tutor/release:1.0`.',
        zh: 'tutor-release 用的镜像是 {image}，不是你拉回来的那个。请删除它，运行 `127.0.0.1:5001/tutor/release:1.0`。',
      },
    },
    {
      id: 'not-started',
      probe: container,
      shape: { State: { Status: 'created' } },
      text: {
        en: 'tutor-release was created but has not run: `docker start -a tutor-release`.',
        zh: 'tutor-release 已创建，但没有运行过：`docker start -a tutor-release`。',
      },
    },
    {
      id: 'other-words',
      probe: log,
      shape: exists,
      args: { printed: { probe: log, path: [] } },
      text: {
        en: 'It printed {printed}. Run the image without a command of its own, so that it says which release it is.',
        zh: '它打印的是 {printed}。运行时请不要另外指定命令，让镜像自己说出它是哪个版本。',
      },
    },
  ],
};
