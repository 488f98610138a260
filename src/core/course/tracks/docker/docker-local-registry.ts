import type { Exercise } from '../../lesson';
import { pulled, runs } from './docker-local-registry-back';
import { distinct, tags } from './docker-local-registry-pushed';
import { keeps, up } from './docker-local-registry-server';

/** An image travels: from here to a registry, and back. */
export const dockerLocalRegistry: Exercise = {
  id: 'docker-local-registry',
  title: { en: 'A registry of your own', zh: '自己的镜像仓库' },
  core: true,
  minutes: 20,
  needs: ['docker', 'files'],
  ports: [5001],
  repositories: ['127.0.0.1:5001/tutor/release'],
  tasks: [
    {
      en: 'Create the volume `tutor-registry-data` and run `registry:3` with it as `tutor-registry`: its data at `/var/lib/registry`, published on 127.0.0.1:5001 (the registry listens on 5000). Give the volume, and both containers of this exercise, `--label tutor.exercise=docker-local-registry`.',
      zh: '创建数据卷 `tutor-registry-data`，并用它把 `registry:3` 运行为 `tutor-registry`：数据放在 `/var/lib/registry`，发布到 127.0.0.1:5001（仓库监听 5000）。这个数据卷和本练习的两个容器都要加上 `--label tutor.exercise=docker-local-registry`。',
    },
    {
      en: 'Build the image of this folder as `127.0.0.1:5001/tutor/release:1.0` and push it.',
      zh: '用本文件夹构建镜像 `127.0.0.1:5001/tutor/release:1.0`，并推送它。',
    },
    {
      en: 'Change the text in the Dockerfile to `release 1.1`; build and push `127.0.0.1:5001/tutor/release:1.1`.',
      zh: '把 Dockerfile 里的文字改成 `release 1.1`；构建并推送 `127.0.0.1:5001/tutor/release:1.1`。',
    },
    {
      en: 'Remove both local names, pull `127.0.0.1:5001/tutor/release:1.0` back, and run it as `tutor-release`.',
      zh: '删除两个本地名字，把 `127.0.0.1:5001/tutor/release:1.0` 拉回来，运行为 `tutor-release`。',
    },
    {
      en: 'Optional, not checked: push one of them to your account on Docker Hub.',
      zh: '选做，不检查：把其中一个推送到你的 Docker Hub 账号。',
    },
  ],
  conditions: [up, keeps, tags, distinct, pulled, runs],
  hints: [
    { en: 'The name tells Docker where to push.', zh: '推送到哪里，由名字决定。' },
    {
      en: '`curl -s http://127.0.0.1:5001/v2/_catalog` lists what the registry has.',
      zh: '`curl -s http://127.0.0.1:5001/v2/_catalog` 会列出仓库里有什么。',
    },
    {
      en: '`docker build -t 127.0.0.1:5001/tutor/release:1.0 . && docker push 127.0.0.1:5001/tutor/release:1.0`',
      zh: '`docker build -t 127.0.0.1:5001/tutor/release:1.0 . && docker push 127.0.0.1:5001/tutor/release:1.0`',
    },
  ],
  mutants: [
    { name: 'retagged', refusedBy: 'distinct', told: 'same-image' },
    { name: 'without-volume', refusedBy: 'keeps', told: 'anonymous' },
    { name: 'pulled-over', refusedBy: 'pulled', told: 'pulled-over' },
    { name: 'without-namespace', refusedBy: 'tags', told: 'other-repository' },
    { name: 'host-port-5000', refusedBy: 'up', told: 'port-5000' },
    { name: 'inside-5001', refusedBy: 'up', told: 'inside-5001' },
    { name: 'port-chosen-by-docker', refusedBy: 'up', told: 'chosen-by-docker' },
    { name: 'nothing-published', refusedBy: 'up', told: 'not-published' },
    { name: 'registry-unmarked', refusedBy: 'up', told: 'own' },
    { name: 'another-server', refusedBy: 'up', told: 'other-image' },
    { name: 'listens-elsewhere', refusedBy: 'up', told: 'no-answer' },
    { name: 'other-destination', refusedBy: 'keeps', told: 'other-destination' },
    { name: 'host-folder', refusedBy: 'keeps', told: 'host-folder' },
    { name: 'other-volume', refusedBy: 'keeps', told: 'other-volume' },
    { name: 'volume-unmarked', refusedBy: 'keeps', told: 'own' },
    { name: 'nothing-pushed', refusedBy: 'tags', told: 'empty' },
    { name: 'only-latest', refusedBy: 'tags', told: 'only-latest' },
    { name: 'only-first', refusedBy: 'tags', told: 'no-second' },
    { name: 'only-second', refusedBy: 'tags', told: 'no-first' },
    { name: 'other-tags', refusedBy: 'tags', told: 'other-tags' },
    { name: 'not-pulled', refusedBy: 'pulled', told: 'not-back' },
    { name: 'never-removed', refusedBy: 'pulled', told: 'never-pulled' },
    { name: 'built-again', refusedBy: 'pulled', told: 'built-here' },
    { name: 'ran-newer', refusedBy: 'runs', told: 'ran-newer' },
    { name: 'echoed-by-another-image', refusedBy: 'runs', told: 'other-image' },
    { name: 'created-only', refusedBy: 'runs', told: 'not-started' },
    { name: 'command-replaced', refusedBy: 'runs', told: 'other-words' },
    { name: 'ran-with-rm', refusedBy: 'runs', told: 'container-removed' },
  ],
};
