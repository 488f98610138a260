import type { ConsoleOf } from './console';

const noEngine = 'asks an engine, and none is on this machine';
const noCluster = 'asks a cluster, and none is on this machine';

/** What the commands of start/doctor need, and which are not run. */
export const doctorConsole: ConsoleOf = {
  lesson: 'start/doctor',
  before: '',
  notRun: {
    'docker version': noEngine,
    "docker version --format '{{.Server.APIVersion}}'": noEngine,
    'docker context ls': noEngine,
    'kubectl version': noCluster,
    'kubectl config get-contexts': noCluster,
    'curl -s http://192.168.56.30/identity/v3': 'asks a cloud, and none is on this machine',
    'sudo usermod -aG docker "$USER"': 'changes the machine',
  },
  varies: [],
  notCompared: { 'id -nG': 'another user here', 'echo "$ID"': 'another distribution here' },
};
