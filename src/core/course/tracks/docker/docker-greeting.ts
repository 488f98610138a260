import type { Exercise } from '../../lesson';
import { fileConditions } from './docker-greeting-file';
import { runConditions } from './docker-greeting-run';

/** The first image of one's own: a script, its folder, and how it starts. */
export const dockerGreeting: Exercise = {
  id: 'docker-greeting',
  title: { en: 'An image that greets', zh: '会打招呼的镜像' },
  core: true,
  minutes: 15,
  needs: ['docker', 'files'],
  ports: [],
  tasks: [
    {
      en: 'Open `Dockerfile`: the comments are the plan. Base the image on `alpine:3.22`.',
      zh: '打开 `Dockerfile`，注释就是步骤。基础镜像用 `alpine:3.22`。',
    },
    {
      en: 'Give the image the label `tutor.exercise=docker-greeting`.',
      zh: '给镜像加上 label `tutor.exercise=docker-greeting`。',
    },
    {
      en: 'Put `greet.sh` into `/app`, and make it executable there.',
      zh: '把 `greet.sh` 放进 `/app`，并让它在那里可执行。',
    },
    {
      en: 'Make `/app` the working directory, and start the script in exec form.',
      zh: '把 `/app` 设为工作目录，用 exec 形式启动脚本。',
    },
    { en: 'Build the image as `tutor/greeting:1.0`.', zh: '把镜像构建为 `tutor/greeting:1.0`。' },
    {
      en: 'Run it as `tutor-greet` (without `--rm`; the container has the label of its image).',
      zh: '用它运行容器 `tutor-greet`（不加 `--rm`；容器会带上镜像的 label）。',
    },
  ],
  conditions: [...fileConditions, ...runConditions],
  hints: [
    {
      en: 'A Dockerfile is a recipe: take a base, add files, set what belongs to them, say what starts.',
      zh: 'Dockerfile 是一份配方：选基础镜像，加文件，做设置，最后说明启动什么。',
    },
    {
      en: '`docker run --rm tutor/greeting:1.0 ls -l /app` shows whether the script is there, and with which mode.',
      zh: '`docker run --rm tutor/greeting:1.0 ls -l /app` 能看到脚本在不在、权限是什么。',
    },
    {
      en: '`COPY --chmod=0755 greet.sh /app/greet.sh` and `CMD ["./greet.sh"]`',
      zh: '`COPY --chmod=0755 greet.sh /app/greet.sh` 和 `CMD ["./greet.sh"]`',
    },
  ],
  mutants: [
    { name: 'no-version', refusedBy: 'file', told: 'no-version' },
    { name: 'latest', refusedBy: 'file', told: 'no-version' },
    { name: 'other-base', refusedBy: 'file', told: 'other-base' },
    { name: 'shell-form', refusedBy: 'file', told: 'shell-form' },
    { name: 'nothing-to-start', refusedBy: 'file', told: 'nothing-to-start' },
    { name: 'misspelt', refusedBy: 'file', told: 'finding' },
    { name: 'echo-instead-of-the-script', refusedBy: 'image', told: 'no-script' },
    { name: 'built-as-latest', refusedBy: 'image', told: 'other-name' },
    { name: 'built-without-a-name', refusedBy: 'image', told: 'image-unnamed' },
    { name: 'no-workdir', refusedBy: 'image', told: 'no-workdir' },
    { name: 'not-executable', refusedBy: 'ran', told: 'not-executable' },
    { name: 'windows-line-ends', refusedBy: 'ran', told: 'windows-lines' },
    { name: 'no-interpreter', refusedBy: 'ran', told: 'no-interpreter' },
    { name: 'removed-by-itself', refusedBy: 'ran', told: 'container-removed' },
    { name: 'rebuilt-after-the-run', refusedBy: 'said', told: 'rebuilt' },
    { name: 'other-words', refusedBy: 'said', told: 'other-words' },
  ],
};
