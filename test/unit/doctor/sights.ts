import { diagnose } from '../../../src/core/doctor/diagnose';
import type { Finding } from '../../../src/core/doctor/finding';
import type { EditorFacts, EngineSight, Sights, ToolSight } from '../../../src/core/doctor/sights';
import { tools } from '../../../src/core/doctor/tools';
import { kubernetesNoConfig, openstackNoCloud } from '../../../src/core/errors';
import { editor } from './stage';

export const told = (output: string): ToolSight => ({ state: 'told', path: '/usr/bin/x', output });

/** What the programs print, as of 2026. */
export const outputs: Readonly<Record<string, string>> = {
  bash: 'GNU bash, version 5.2.21(1)-release (x86_64-pc-linux-gnu)\nCopyright',
  git: 'git version 2.43.0\n',
  python3: 'Python 3.12.3\n',
  curl: 'curl 8.5.0 (x86_64-pc-linux-gnu) libcurl/8.5.0 OpenSSL/3.0.13',
  wsl: 'WSL 版本: 2.6.1.0\r\n内核版本: 6.6.87.2-1\r\n',
  docker: 'Docker version 29.1.2, build 890dcca\n',
  compose: '2.40.3\n',
  buildx: 'github.com/docker/buildx v0.30.1 9e66234aa13328a5e75b75aa5574e1ca6d6d9c01\n',
  'compose-v1': 'docker-compose version 1.29.2, build unknown\n',
  kubectl: 'Client Version: v1.35.0\nKustomize Version: v5.7.1\n',
  minikube: 'v1.37.0\n',
  kind: 'kind v0.30.0 go1.24.6 linux/amd64\n',
  k3d: 'k3d version v5.8.3\nk3s version v1.31.5-k3s1 (default)\n',
  helm: 'v3.19.0+g3d8990f\n',
  openstack: 'openstack 8.2.0\n',
  ansible: 'ansible [core 2.19.2]\n  config file = None\n',
  terraform: 'Terraform v1.14.0\non linux_amd64\n',
  tofu: 'OpenTofu v1.10.6\non linux_amd64\n',
  trivy: 'Version: 0.67.2\n',
  promtool: 'promtool, version 3.7.3 (branch: HEAD, revision: 0a41f0000c705c69ab8e0f9a723fc73e39ed62c7)\n',
  shellcheck:
    'ShellCheck - shell script analysis tool\nversion: 0.9.0\nlicense: GNU General Public License, version 3\n',
  jq: 'jq-1.7.1\n',
};
export const versions: Readonly<Record<string, string>> = {
  bash: '5.2.21',
  git: '2.43.0',
  python3: '3.12.3',
  curl: '8.5.0',
  wsl: '2.6.1.0',
  docker: '29.1.2',
  compose: '2.40.3',
  buildx: '0.30.1',
  'compose-v1': '1.29.2',
  kubectl: '1.35.0',
  minikube: '1.37.0',
  kind: '0.30.0',
  k3d: '5.8.3',
  helm: '3.19.0',
  openstack: '8.2.0',
  ansible: '2.19.2',
  terraform: '1.14.0',
  tofu: '1.10.6',
  trivy: '0.67.2',
  promtool: '3.7.3',
  shellcheck: '0.9.0',
  jq: '1.7.1',
};

export const nothing: Sights = {
  host: {
    state: 'told',
    value: {
      platform: 'linux',
      system: 'Ubuntu 24.04.3 LTS',
      isWsl: false,
      folder: { type: 'ext4', forgetsModes: false },
    },
  },
  tools: new Map(tools.map(({ id }) => [id, { state: 'missing' }])),
  engines: [],
  cluster: { contexts: { state: 'failed', error: kubernetesNoConfig({ places: '/home/a/.kube/config' }) }, unread: [] },
  cloud: { clouds: { state: 'failed', error: openstackNoCloud({ places: '/home/a/clouds.yaml' }) } },
};

export const findingsOf = (changes: Partial<Sights>, facts: Partial<EditorFacts> = {}): readonly Finding[] =>
  diagnose({ ...nothing, ...changes }, { ...editor, ...facts });
export const engine = (seen: EngineSight['seen'], rest: Partial<EngineSight> = {}): Partial<Sights> => ({
  engines: [{ by: 'current', name: '', address: 'unix:///var/run/docker.sock', seen, ...rest }],
});
export const answers = (apiVersion: string, more: object = {}): EngineSight['seen'] => ({
  state: 'told',
  value: { apiVersion, name: 'Docker Engine - Community 29.1.2', ...more },
});
