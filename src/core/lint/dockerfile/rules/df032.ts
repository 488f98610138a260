import type { Rule } from '../../rule';
import { contextPath, contextSources } from '../copies';
import type { DockerFile } from '../file';
import { ignoreNames } from '../looks-at';

/** COPY . without a .dockerignore. */
export const df032: Rule<DockerFile> = {
  code: 'DF032',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'COPY . without a .dockerignore', zh: 'COPY . 却没有 .dockerignore' },
  message: {
    en: '"{name}" goes into the image too, because no .dockerignore keeps it out.',
    zh: '没有 .dockerignore，“{name}”也会进入镜像。',
  },
  why: {
    en: '`COPY .` takes everything that lies in the folder: the history of git, installed modules of another system, files with passwords. A `.dockerignore` beside the Dockerfile lists what stays out, and makes builds faster, too.',
    zh: '`COPY .` 会复制目录里的一切：git 历史、别的系统上装好的模块、写着密码的文件。在 Dockerfile 旁边放一个 `.dockerignore`，列出不要的内容，构建也会更快。',
  },
  lesson: 'docker/dockerfile',
  *check(file, nearby) {
    const folder = nearby.at('');
    if (folder?.kind !== 'folder' || ignoreNames(file).some((name) => nearby.at(name)?.kind !== 'nothing')) return;
    const name = unwanted.find((one) => folder.names.includes(one));
    if (name === undefined) return;
    for (const { source } of contextSources(file))
      if (contextPath(source.value) === '') yield { span: source.span, args: { name } };
  },
  examples: {
    bad: [{ text: 'FROM node:24\nWORKDIR /app\nCOPY «.» .\n', beside: { 'node_modules/': '', 'server.js': '' } }],
    good: [
      {
        text: 'FROM node:24\nWORKDIR /app\nCOPY . .\n',
        beside: { 'node_modules/': '', '.dockerignore': 'node_modules\n' },
      },
      { text: 'FROM node:24\nWORKDIR /app\nCOPY . .\n', beside: { 'server.js': '' } },
    ],
  },
};

const unwanted = ['.env', 'node_modules', '.venv', 'venv', '.git', '.terraform'];
