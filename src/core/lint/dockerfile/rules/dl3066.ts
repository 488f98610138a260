import { type Rule, brief } from '../../rule';
import type { DockerFile } from '../file';
import { instructionsOf } from '../instructions-of';

/** A USER by name. */
export const dl3066: Rule<DockerFile> = {
  code: 'DL3066',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'information' },
  title: { en: 'USER by name', zh: '用名字指定 USER' },
  message: {
    en: '"{user}" is a name: Kubernetes cannot tell that it is not root, and the host does not know it.',
    zh: '“{user}”是名字：Kubernetes 无法判断它不是 root，主机也不认识它。',
  },
  why: {
    en: 'With `runAsNonRoot` Kubernetes refuses an image whose user is a name, because only the number says who that is. Files in volumes carry numbers as well. `USER 10001:10001` is clear to everybody.',
    zh: '设了 `runAsNonRoot` 时，Kubernetes 会拒绝用户是名字的镜像，因为只有编号才能说明身份。卷里的文件记录的也是编号。写成 `USER 10001:10001` 谁都看得懂。',
  },
  lesson: 'docker-deep/image-hierarchy',
  *check(file) {
    for (const { words } of instructionsOf(file, 'USER')) {
      const [word] = words;
      const user = word?.value.split(':')[0] ?? '';
      if (word !== undefined && !/^\d+$|[$<{%\\#]/.test(user) && user !== '')
        yield { span: word.span, args: { user: brief(user) } };
    }
  },
  examples: {
    bad: [{ text: 'FROM alpine:3.22\nUSER «app:app»\n' }],
    good: ['FROM alpine:3.22\nUSER 10001:10001\nUSER $APP_UID\n'],
  },
};
