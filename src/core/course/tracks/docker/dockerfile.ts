import type { Lesson } from '../../lesson';
import { dockerDockerfileClinic } from './docker-dockerfile-clinic';
import { dockerGreeting } from './docker-greeting';
import { dockerStaticSite } from './docker-static-site';
import { dockerToolbox } from './docker-toolbox';
import { quiz } from './dockerfile-quiz';

/** Lesson docker/dockerfile. */
export const dockerfile: Lesson = {
  id: 'docker/dockerfile',
  title: { en: 'Write a Dockerfile and build an image', zh: '编写 Dockerfile 与构建镜像' },
  minutes: 75,
  needs: ['docker', 'files'],
  teaches: [
    {
      en: 'write a Dockerfile with FROM, LABEL, COPY, RUN, WORKDIR, ENV, EXPOSE, USER, CMD and build it under a name',
      zh: '用 FROM、LABEL、COPY、RUN、WORKDIR、ENV、EXPOSE、USER、CMD 写出 Dockerfile，并构建成有名字的镜像',
    },
    {
      en: 'say what the build context is, and keep files out of it with `.dockerignore`',
      zh: '说清什么是构建上下文，并用 `.dockerignore` 把文件挡在外面',
    },
    {
      en: 'choose between CMD and ENTRYPOINT, ARG and ENV, COPY and ADD, shell form and exec form',
      zh: '在 CMD 与 ENTRYPOINT、ARG 与 ENV、COPY 与 ADD、shell 形式与 exec 形式之间做出选择',
    },
    { en: 'read parser errors and repair the file', zh: '读懂解析错误并把文件修好' },
  ],
  exercises: [dockerGreeting, dockerStaticSite, dockerToolbox, dockerDockerfileClinic],
  quiz,
};
