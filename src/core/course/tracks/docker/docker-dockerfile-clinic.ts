import type { Condition, Exercise } from '../../lesson';
import { contains, matches, none, not, secret, some, type Shape } from '../../match';
import { keptCondition } from './docker-dockerfile-clinic-kept';
import { aboutOthers, anyFinding, caseOfFinding, findings, recipe, serious } from './dockerfile-shapes';

/** What the builder cannot read; that a file is not where COPY looks for it is another matter. */
const unreadable: Shape = { severity: 'error', code: not(aboutOthers) };

const conditions: readonly Condition[] = [
  {
    id: 'parses',
    title: { en: 'The builder can read every line', zh: '构建器能读懂每一行' },
    when: 'now',
    expect: [
      { probe: recipe, shape: { instructions: some({ name: 'FROM' }) } },
      { probe: findings, shape: none(unreadable) },
    ],
    told: caseOfFinding([
      {
        id: 'torn',
        shape: { code: 'DF002' },
        text: {
          en: 'Line {line} does not end in `\\`: a comment follows it. So the next line is a new instruction, and `unknown instruction: &&` is what the builder says. ({code})',
          zh: '第 {line} 行不是以 `\\` 结尾，后面还有注释。于是下一行成了新指令，构建器报 `unknown instruction: &&`。（{code}）',
        },
      },
      { id: 'finding', shape: unreadable, text: anyFinding },
    ]),
  },
  keptCondition,
  {
    id: 'no-secret',
    title: { en: 'The password is gone', zh: '密码已经去掉' },
    when: 'now',
    expect: [
      {
        probe: recipe,
        shape: { instructions: secret(none({ args: matches(/^(?![^]*type=secret)[^]*DB_PASSWORD/) })) },
      },
    ],
    told: [
      {
        id: 'in-env',
        probe: recipe,
        shape: { instructions: some({ name: 'ENV', args: contains('DB_PASSWORD') }) },
        text: {
          en: 'Anything in ENV can be read with `docker history`, and in every container. Take DB_PASSWORD out; it is given when a container starts.',
          zh: 'ENV 里的内容用 `docker history` 就能读到，每个容器里也能看到。请去掉 DB_PASSWORD，启动容器时再给。',
        },
      },
      {
        id: 'in-arg',
        probe: recipe,
        shape: { instructions: some({ name: 'ARG', args: contains('DB_PASSWORD') }) },
        text: {
          en: 'ARG is no better than ENV: its value can be read with `docker history`. Take DB_PASSWORD out altogether.',
          zh: 'ARG 并不比 ENV 好：它的值用 `docker history` 也能读到。请把 DB_PASSWORD 彻底去掉。',
        },
      },
      {
        id: 'elsewhere',
        probe: recipe,
        shape: { instructions: some({ args: contains('DB_PASSWORD') }) },
        text: {
          en: 'DB_PASSWORD is still in the Dockerfile; wherever it stands, it ends in the image or in its history.',
          zh: 'Dockerfile 里还有 DB_PASSWORD；不管写在哪里，它都会进入镜像或镜像的历史。',
        },
      },
    ],
  },
  {
    id: 'clean',
    title: { en: 'No error and no warning is left', zh: '没有剩下任何错误和警告' },
    when: 'now',
    expect: [
      { probe: recipe, shape: { instructions: some({ name: 'FROM' }) } },
      { probe: findings, shape: none(serious) },
    ],
    told: caseOfFinding([{ id: 'finding', shape: serious, text: anyFinding }]),
  },
];

/** A dozen mistakes of the web in one file, to be healed without an engine. */
export const dockerDockerfileClinic: Exercise = {
  id: 'docker-dockerfile-clinic',
  title: { en: 'The Dockerfile clinic', zh: 'Dockerfile 门诊' },
  core: true,
  minutes: 15,
  needs: ['files'],
  ports: [],
  tasks: [
    {
      en: 'Open `Dockerfile` and work down the Problems view. Hover each mark: it says why that line fails, at build time or at run time.',
      zh: '打开 `Dockerfile`，从上到下处理“问题”面板。悬停在每个标记上，看它为什么会在构建或运行时出错。',
    },
    {
      en: 'Repair, do not delete: the image must still set DEBUG to `off`, run `setup.sh`, copy the `hosts` file of this folder, expose 8080, and start nginx in the foreground.',
      zh: '要修，不要删：镜像仍须把 DEBUG 设为 `off`，运行 `setup.sh`，复制本文件夹里的 `hosts`，声明 8080 端口，并让 nginx 在前台运行。',
    },
    { en: 'Take the password out altogether.', zh: '把密码彻底去掉。' },
  ],
  conditions,
  hints: [
    {
      en: 'Start with the first problem: later ones often follow from it.',
      zh: '从第一个问题开始：后面的往往是它引起的。',
    },
    {
      en: 'Most have a quick fix; the hover says what the builder would do.',
      zh: '大多数都有快速修复；悬停说明会告诉你构建器会怎么做。',
    },
    {
      en: 'The mark is the last character of its line: `RUN chmod +x /tmp/setup.sh \\`, and on the next line `    && /tmp/setup.sh`.',
      zh: '续行符必须是一行的最后一个字符：`RUN chmod +x /tmp/setup.sh \\`，下一行是 `    && /tmp/setup.sh`。',
    },
  ],
  mutants: [
    { name: 'comment-behind-the-image', refusedBy: 'parses', told: 'finding' },
    { name: 'comment-behind-the-mark', refusedBy: 'parses', told: 'torn' },
    { name: 'port-too-large', refusedBy: 'parses', told: 'finding' },
    { name: 'no-version', refusedBy: 'kept', told: 'no-version' },
    { name: 'other-base', refusedBy: 'kept', told: 'other-base' },
    { name: 'faulty-lines-deleted', refusedBy: 'kept', told: 'hosts-gone' },
    { name: 'hosts-of-the-host', refusedBy: 'kept', told: 'hosts-of-the-host' },
    { name: 'step-deleted', refusedBy: 'kept', told: 'setup-gone' },
    { name: 'made-executable-only', refusedBy: 'kept', told: 'setup-not-run' },
    { name: 'debug-lost', refusedBy: 'kept', told: 'debug-lost' },
    { name: 'port-80', refusedBy: 'kept', told: 'other-port' },
    { name: 'both-commands', refusedBy: 'kept', told: 'two-commands' },
    { name: 'nginx-in-the-background', refusedBy: 'kept', told: 'background' },
    { name: 'password-kept', refusedBy: 'no-secret', told: 'in-env' },
    { name: 'password-as-argument', refusedBy: 'no-secret', told: 'in-arg' },
    { name: 'password-in-a-step', refusedBy: 'no-secret', told: 'elsewhere' },
    { name: 'relative-folder-left', refusedBy: 'clean', told: 'finding' },
    { name: 'silenced', refusedBy: 'clean', told: 'finding' },
  ],
};
