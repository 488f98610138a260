import { type Rule, brief } from '../../rule';
import { contextPath, contextSources } from '../copies';
import type { DockerFile } from '../file';
import { keptStages } from '../stages';

/** A file with credentials in the image. */
export const df035: Rule<DockerFile> = {
  code: 'DF035',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'File with credentials copied', zh: '复制了含凭据的文件' },
  message: {
    en: '"{path}" holds credentials: everybody who has the image can read it, also after it is deleted.',
    zh: '“{path}”里是凭据：拿到镜像的人都能读到，后面的层删掉也没用。',
  },
  why: {
    en: 'A layer keeps every file that was copied into it. Give a secret to one build step with `RUN --mount=type=secret`, or to the container when it starts, and name such files in `.dockerignore`.',
    zh: '镜像层会保存复制进去的每个文件。机密可以用 `RUN --mount=type=secret` 只给某个构建步骤，或在容器启动时提供，并把这类文件写进 `.dockerignore`。',
  },
  lesson: 'docker-deep/layers',
  *check(file) {
    const kept = keptStages(file);
    for (const { source, copy } of contextSources(file)) {
      const path = contextPath(source.value) ?? '';
      if (kept.has(copy.instruction.stage) && credentials.test(path))
        yield { span: source.span, args: { path: brief(path, 32) } };
    }
  },
  examples: {
    bad: [
      { text: 'FROM node:24\nWORKDIR /app\nCOPY package.json «.env» ./\n' },
      { text: 'FROM alpine:3.22\nCOPY «keys/id_rsa» /root/.ssh/\n' },
    ],
    good: [
      'FROM node:24\nWORKDIR /app\nCOPY .env.example id_rsa.pub clouds.yaml.j2 ./\nRUN --mount=type=secret,id=env cat /run/secrets/env\n',
    ],
  },
};

const credentials =
  /(^|\/)(\.env(\.(local|production|prod|staging))?|id_(rsa|dsa|ecdsa|ed25519)|\.netrc|\.git-credentials|\.pgpass|\.pypirc|kubeconfig|\.kube\/config|\.docker\/config\.json|\.aws\/credentials|clouds\.ya?ml|secure\.ya?ml|\.htpasswd)$/;
