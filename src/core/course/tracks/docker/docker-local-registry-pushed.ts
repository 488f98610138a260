import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { absent, contains, differs, exactly, exists, includes, sameAs } from '../../match';

const ask = (path: string): Probe => ({ source: 'registry', port: 5001, path });
const catalog = ask('/v2/_catalog');
const list = ask('/v2/tutor/release/tags/list');
const first = ask('/v2/tutor/release/manifests/1.0');
const second = ask('/v2/tutor/release/manifests/1.1');

/** Both versions are in the registry. */
export const tags: Condition = {
  id: 'tags',
  title: {
    en: 'The registry has tutor/release with the tags 1.0 and 1.1',
    zh: '仓库里有 tutor/release，tag 为 1.0 和 1.1',
  },
  when: 'now',
  after: 'up',
  expect: [{ probe: list, shape: { json: { tags: includes('1.0', '1.1') } } }],
  told: [
    {
      id: 'empty',
      probe: catalog,
      shape: { status: 200, json: { repositories: absent } },
      text: {
        en: 'The registry is still empty: `docker push 127.0.0.1:5001/tutor/release:1.0`.',
        zh: '仓库还是空的：`docker push 127.0.0.1:5001/tutor/release:1.0`。',
      },
    },
    {
      id: 'other-repository',
      probe: list,
      shape: { status: 404 },
      args: { list: { probe: catalog, path: ['json', 'repositories'] } },
      text: {
        en: 'Nothing was pushed under tutor/release; the registry has {list}. The whole name is `127.0.0.1:5001/tutor/release`.',
        zh: 'tutor/release 下什么都没有；仓库里现有 {list}。完整的名字是 `127.0.0.1:5001/tutor/release`。',
      },
    },
    {
      id: 'only-latest',
      probe: list,
      shape: { json: { tags: exactly('latest') } },
      text: {
        en: 'You pushed without a tag, so it became `latest`. Name the version: `docker push 127.0.0.1:5001/tutor/release:1.0`.',
        zh: '你推送时没有写 tag，于是成了 `latest`。请写明版本：`docker push 127.0.0.1:5001/tutor/release:1.0`。',
      },
    },
    {
      id: 'no-second',
      probe: list,
      shape: { json: { tags: contains('1.0') } },
      text: {
        en: '1.1 is missing: change the text, build `127.0.0.1:5001/tutor/release:1.1`, and push that name too.',
        zh: '还缺 1.1：修改文字，构建 `127.0.0.1:5001/tutor/release:1.1`，再推送这个名字。',
      },
    },
    {
      id: 'no-first',
      probe: list,
      shape: { json: { tags: contains('1.1') } },
      text: {
        en: '1.0 is missing: each name is pushed by itself, `docker push 127.0.0.1:5001/tutor/release:1.0`.',
        zh: '还缺 1.0：每个名字都要单独推送，`docker push 127.0.0.1:5001/tutor/release:1.0`。',
      },
    },
    {
      id: 'other-tags',
      probe: list,
      shape: { json: { tags: exists } },
      args: { list: { probe: list, path: ['json', 'tags'] } },
      text: {
        en: 'The tags are {list}; the task asks for 1.0 and 1.1.',
        zh: '现有的 tag 是 {list}；任务要求的是 1.0 和 1.1。',
      },
    },
  ],
};

/** They are two images, not two names of one. */
export const distinct: Condition = {
  id: 'distinct',
  title: { en: '1.0 and 1.1 are two different images', zh: '1.0 和 1.1 是两个不同的镜像' },
  when: 'now',
  after: 'tags',
  expect: [{ probe: second, shape: { digest: differs({ probe: first, path: ['digest'] }) } }],
  told: [
    {
      id: 'same-image',
      probe: second,
      shape: { digest: sameAs({ probe: first, path: ['digest'] }) },
      text: {
        en: '1.1 is a second name for the same image: did you change the text in the Dockerfile, save it, and build again before you pushed?',
        zh: '1.1 只是同一个镜像的第二个名字：推送之前，你有没有修改 Dockerfile 里的文字、保存并重新构建？',
      },
    },
  ],
};
