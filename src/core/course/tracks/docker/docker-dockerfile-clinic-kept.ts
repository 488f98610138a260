import type { Condition } from '../../lesson';
import { allOf, anyOf, contains, count, matches, none, not, oneOf, some, type Matcher } from '../../match';
import { based, floating, pair, pinned, recipe } from './dockerfile-shapes';

const brings = oneOf('COPY', 'ADD');
const starts = oneOf('CMD', 'ENTRYPOINT');

/** The arguments of a COPY with this file, or all of the folder, among its sources. */
const source = (file: string): Matcher =>
  anyOf(
    matches(new RegExp(String.raw`(?:^|[\s"\[,])(?:\.?/)?${file}(?=["\s,]+[^\]\s])`)),
    matches(/(?:^|[\s"[,])(?:\.\/?|\*)(?=["\s,]+[^\]\s])/),
  );

const hosts = some({ name: brings, args: source('hosts') });
/** More than made executable. */
const runs = some({ name: 'RUN', args: matches(/^(?!chmod\s+\S+\s+\S*setup\.sh$)[^]*setup\.sh/) });
const setup = anyOf(
  allOf(some({ name: brings, args: source(String.raw`setup\.sh`) }), runs),
  some({ name: 'RUN', args: matches(/--mount=\S*(?:source|src)=\S*setup\.sh[^]*setup\.sh/) }),
);
const base = anyOf(
  some({ name: 'FROM', args: pinned('nginx') }),
  allOf(some({ name: 'FROM', args: matches(/^\$/) }), some({ name: 'ARG', args: matches(/=["']?\S*nginx:\d/) })),
);
const debug = some({ name: 'ENV', args: pair('DEBUG', 'off') });
const port = some({ name: 'EXPOSE', args: matches(/(?:^|\s)8080(?:\/tcp)?(?:\s|$)/) });
const foreground = some({ name: starts, args: matches(/^\[[^]*\bdaemon\s+off\s*;[^]*\]$/) });

/** The condition of docker-dockerfile-clinic that nothing was healed by deleting it. */
export const keptCondition: Condition = {
  id: 'kept',
  title: { en: 'It still does all that it did', zh: '原有的功能一样不少' },
  when: 'now',
  expect: [
    {
      probe: recipe,
      shape: {
        instructions: allOf(base, hosts, setup, debug, port, count({ name: 'CMD' }, 1), foreground),
      },
    },
  ],
  told: [
    {
      id: 'no-version',
      probe: recipe,
      shape: { instructions: some({ name: 'FROM', args: floating('nginx') }) },
      text: {
        en: 'nginx without a version is another image next month: `FROM nginx:1.30-alpine`.',
        zh: '不写版本的 nginx 下个月就是另一个镜像：`FROM nginx:1.30-alpine`。',
      },
    },
    {
      id: 'other-base',
      probe: recipe,
      shape: { instructions: none({ name: 'FROM', args: anyOf(based('nginx'), matches(/^\$/)) }) },
      text: { en: 'The image must still be built on nginx.', zh: '镜像仍须以 nginx 为基础。' },
    },
    {
      id: 'hosts-of-the-host',
      probe: recipe,
      shape: { instructions: allOf(some({ name: brings, args: contains('/etc/hosts') }), not(hosts)) },
      text: {
        en: '`/etc/hosts` would be `etc/hosts` in this folder, and never the file of your machine. Copy `hosts`.',
        zh: '`/etc/hosts` 指的是本文件夹里的 `etc/hosts`，绝不会是你机器上的那个文件。请复制 `hosts`。',
      },
    },
    {
      id: 'hosts-gone',
      probe: recipe,
      shape: { instructions: not(hosts) },
      text: {
        en: 'The hosts file is not copied any more. Repair the line, do not delete it: `COPY hosts /tmp/`.',
        zh: '不再复制 hosts 文件了。这一行要修，不要删：`COPY hosts /tmp/`。',
      },
    },
    {
      id: 'setup-gone',
      probe: recipe,
      shape: { instructions: none({ name: 'RUN', args: contains('setup.sh') }) },
      text: {
        en: 'You deleted the step that runs setup.sh; repair it instead.',
        zh: '你把运行 setup.sh 的步骤删掉了，应该修好它。',
      },
    },
    {
      id: 'setup-not-run',
      probe: recipe,
      shape: { instructions: not(setup) },
      text: {
        en: 'setup.sh must be copied, and run during the build: executable alone is not run.',
        zh: 'setup.sh 要复制进去，并在构建时运行：只设成可执行并没有运行它。',
      },
    },
    {
      id: 'debug-lost',
      probe: recipe,
      shape: { instructions: not(debug) },
      text: { en: 'DEBUG is not set to off any more: `ENV DEBUG=off`.', zh: 'DEBUG 没有设为 off：`ENV DEBUG=off`。' },
    },
    {
      id: 'other-port',
      probe: recipe,
      shape: { instructions: not(port) },
      text: {
        en: 'The task asks for port 8080, on which setup.sh makes nginx listen: `EXPOSE 8080`.',
        zh: '题目要求 8080 端口，setup.sh 让 nginx 监听的也是它：`EXPOSE 8080`。',
      },
    },
    {
      id: 'two-commands',
      probe: recipe,
      shape: { instructions: count({ name: 'CMD' }, 2, Infinity) },
      text: {
        en: 'Only the last CMD counts. Keep the one with `daemon off;` and remove the other.',
        zh: '只有最后一条 CMD 有效。保留带 `daemon off;` 的那条，删掉另一条。',
      },
    },
    {
      id: 'background',
      probe: recipe,
      shape: { instructions: not(foreground) },
      text: {
        en: 'nginx would go to the background and the container would end: `CMD ["nginx", "-g", "daemon off;"]`.',
        zh: 'nginx 会转入后台，容器随即结束：`CMD ["nginx", "-g", "daemon off;"]`。',
      },
    },
  ],
};
