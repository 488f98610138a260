import type { Rule } from '../../rule';
import type { ShellFile } from '../file';

/** The old package repositories of Kubernetes: kubernetes.io/blog/2023/08/31/legacy-package-repository-deprecation, with its note of March 2024. */
export const sh026: Rule<ShellFile> = {
  code: 'SH026',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Old package repository of Kubernetes', zh: 'Kubernetes 的旧软件源' },
  message: {
    en: 'This repository is gone since March 2024: the packages are at pkgs.k8s.io, one repository for each minor version.',
    zh: '该软件源已于 2024 年 3 月下线：软件包现在位于 pkgs.k8s.io，每个次版本一个源。',
  },
  why: {
    en: 'Google hosted the packages of kubeadm, kubelet and kubectl until the project got repositories of its own. The new address names the version: `https://pkgs.k8s.io/core:/stable:/v1.34/deb/`, and for an upgrade to the next one it is changed.',
    zh: 'kubeadm、kubelet 和 kubectl 的软件包以前由 Google 托管，后来项目有了自己的软件源。新地址里写明版本：`https://pkgs.k8s.io/core:/stable:/v1.34/deb/`，升级到下一个版本时要改地址。',
  },
  lesson: 'kubernetes-operations/kubeadm-cni',
  *check({ text, commands, comments }) {
    if (commands.length === 0) return;
    let next = 0;
    for (const { 0: words, index } of text.matchAll(old)) {
      while ((comments[next]?.end ?? Infinity) <= index) next += 1;
      const isComment = (comments[next]?.start ?? Infinity) <= index;
      if (!isComment) yield { span: { start: index, end: index + words.length } };
    }
  },
  examples: {
    bad: [
      {
        text: 'echo "deb «https://apt.kubernetes.io»/ kubernetes-xenial main" > /etc/apt/sources.list.d/kubernetes.list\n',
      },
      {
        text: 'cat > /etc/yum.repos.d/kubernetes.repo <<EOF\nbaseurl=«https://packages.cloud.google.com/yum/repos/kubernetes»-el7-x86_64\nEOF\n',
      },
    ],
    good: [
      '# https://apt.kubernetes.io is gone\necho "deb https://pkgs.k8s.io/core:/stable:/v1.34/deb/ /"\ncurl https://packages.cloud.google.com/apt/doc/apt-key.gpg\n',
    ],
  },
};

const old = /https?:\/\/(?:(?:apt|yum)\.kubernetes\.io|packages\.cloud\.google\.com\/yum\/repos\/kubernetes)(?![\w.])/g;
