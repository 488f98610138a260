import type { Pod, PodEvent } from '../../../src/core/course/kubernetes-diagnoses';

type Status = NonNullable<Pod['status']>;
type One = NonNullable<Status['containerStatuses']>[number];

/** A Pod of the exercise, by its parts. */
export const metadata = { name: 'web-1', namespace: 'tutor-pods', uid: 'u1' };
/** A Pod of the exercise, by its parts. */
export const containers = [
  { name: 'web', image: 'nginx:1.30-alpine', command: ['nginx'], args: ['-g', 'daemon off;'] },
];
/** A Pod of the exercise, by its parts. */
export const spec = { nodeName: 'node1', containers };
/** A Pod with one container in this state. */
export const withWeb = (status: Partial<One>, phase = 'Running', more: Partial<Status> = {}): Pod => ({
  metadata,
  spec,
  status: { phase, containerStatuses: [{ name: 'web', ready: false, ...status }], ...more },
});
/** A Pod whose container waits. */
export const waiting = (reason: string, message = '') =>
  withWeb({ state: { waiting: { reason, message } } }, 'Pending');
const crashing = (exitCode: number, reason = 'Error') =>
  withWeb({ state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState: { terminated: { exitCode, reason } } });
const unscheduled = (message: string): Pod => ({
  metadata,
  spec: { containers },
  status: { phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', message }] },
});
/** An Event of that Pod. */
export const event = (reason: string, message: string, more: Partial<PodEvent> = {}): PodEvent => ({
  reason,
  message,
  involvedObject: { name: 'web-1', uid: 'u1' },
  lastTimestamp: '2026-11-21T09:00:00Z',
  ...more,
});

const pulling = 'Back-off pulling image "nginx:1.30-alpine"';
const notFound = 'rpc error: code = NotFound desc = failed to pull: docker.io/library/nginx:1.30-alpine: not found';
const denied = 'pull access denied for nginx, repository does not exist or may require authorization';
const unreachable = 'failed to do request: Head "https://registry-1.docker.io": dial tcp: lookup: no such host';
const taints = '0/1 nodes are available: 1 node(s) had untolerated taint {tutor-dedicated: x}.';

/** Pods that are not as wanted, and what is told of them: its id, and what the sentence says. */
export const troubled: readonly (readonly [
  name: string,
  pod: Pod,
  events: readonly PodEvent[],
  id: string,
  says: RegExp,
])[] = [
  [
    'evicted',
    { metadata, status: { phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: memory' } },
    [],
    'pod-evicted',
    /memory\. Give/,
  ],
  [
    'deleting',
    { metadata: { ...metadata, deletionTimestamp: '2026-11-21T09:00:00Z' } },
    [],
    'pod-deleting',
    /its node does not answer/,
  ],
  [
    'held',
    { metadata: { ...metadata, deletionTimestamp: 'x', finalizers: ['tutor/hold'] } },
    [],
    'pod-deleting',
    /finalizers `tutor\/hold` hold/,
  ],
  [
    'ended',
    withWeb({ state: { terminated: { exitCode: 0 } } }, 'Succeeded'),
    [],
    'pod-succeeded',
    /code 0 \(`nginx -g daemon off;`\)/,
  ],
  ['tainted', unscheduled(taints), [], 'pod-unschedulable', /\{tutor-dedicated: x\}\. Add a toleration/],
  [
    'no label',
    unscheduled("0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector"),
    [],
    'pod-unschedulable',
    /show-labels/,
  ],
  [
    'no room',
    unscheduled('0/2 nodes are available: 2 Insufficient cpu.'),
    [],
    'pod-unschedulable',
    /Lower `resources\.requests`/,
  ],
  ['unbound', unscheduled('pod has unbound immediate PersistentVolumeClaims.'), [], 'pod-unschedulable', /get pvc/],
  [
    'cordoned',
    unscheduled('0/1 nodes are available: 1 node(s) were unschedulable.'),
    [],
    'pod-unschedulable',
    /uncordon/,
  ],
  ['not said why', unscheduled(''), [], 'pod-unschedulable', /describe pod/],
  [
    'another scheduler',
    { metadata, spec: { schedulerName: 'mine', containers }, status: { phase: 'Pending' } },
    [],
    'pod-scheduler',
    /`mine`/,
  ],
  ['no image name', waiting('InvalidImageName'), [], 'pod-image-name', /second colon/],
  ['never pulled', waiting('ErrImageNeverPull'), [], 'pod-image-never', /kind load docker-image nginx:1\.30-alpine/],
  ['no tag', waiting('ErrImagePull', notFound), [], 'pod-image-absent', /no image `nginx:1\.30-alpine`/],
  ['why is in an Event', waiting('ImagePullBackOff', pulling), [event('Failed', notFound)], 'pod-image-absent', /tag/],
  ['private', waiting('ErrImagePull', denied), [], 'pod-image-denied', /imagePullSecrets/],
  ['no registry', waiting('ErrImagePull', unreachable), [], 'pod-image-network', /network/],
  ['no reason known', waiting('ImagePullBackOff', pulling), [], 'pod-image', /Back-off pulling/],
  [
    'no Secret',
    waiting('CreateContainerConfigError', 'secret "db" not found'),
    [],
    'pod-config',
    /secret "db" not found\. Create/,
  ],
  [
    'no command',
    waiting('RunContainerError', 'exec: "ngin": executable file not found'),
    [],
    'pod-command',
    /`nginx -g/,
  ],
  [
    'no mount',
    waiting('ContainerCreating'),
    [event('FailedMount', 'configmap "site" not found')],
    'pod-mount',
    /"site" not found\. Create/,
  ],
  [
    'no CNI',
    waiting('PodInitializing'),
    [event('FailedCreatePodSandBox', 'cni plugin not initialized')],
    'pod-network',
    /CNI/,
  ],
  ['crash: ends', crashing(0, 'Completed'), [], 'pod-ends', /Use a Job/],
  ['crash: code 1', crashing(1), [], 'pod-crashes', /code 1 .*logs web-1 -c web --previous -n tutor-pods/],
  ['crash: 127', crashing(127), [], 'pod-command', /not in its image/],
  ['crash: not started', crashing(128, 'StartError'), [], 'pod-command', /not in its image/],
  ['crash: memory', crashing(137, 'OOMKilled'), [], 'pod-out-of-memory', /limits\.memory/],
  [
    'crash: killed',
    crashing(137),
    [event('Unhealthy', 'Liveness probe failed: 404')],
    'pod-killed',
    /Liveness probe failed: 404\.$/,
  ],
  ['crash: stopped', crashing(143), [], 'pod-stopped', /143/],
  [
    'restarted for memory',
    withWeb({ state: { running: {} }, ready: true, lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } } }),
    [],
    'pod-out-of-memory',
    /OOMKilled/,
  ],
  [
    'failed for good',
    withWeb({ state: { terminated: { exitCode: 3 } } }, 'Failed'),
    [],
    'pod-failed',
    /code 3\. .*logs web-1 -c web -n tutor-pods`/,
  ],
  ['failed, between restarts', withWeb({ state: { terminated: { exitCode: 2 } } }), [], 'pod-crashes', /code 2/],
  [
    'starting',
    withWeb({ state: { running: {} }, started: false }),
    [event('Unhealthy', 'Startup probe failed: x')],
    'pod-not-started',
    /Startup probe failed/,
  ],
  [
    'not ready',
    withWeb({ state: { running: {} }, started: true }),
    [event('Unhealthy', 'Readiness probe failed: 503')],
    'pod-not-ready',
    /Readiness probe failed: 503\.$/,
  ],
  [
    'init container',
    {
      metadata,
      spec,
      status: {
        phase: 'Pending',
        initContainerStatuses: [
          {
            name: 'first',
            state: { waiting: { reason: 'CrashLoopBackOff' } },
            lastState: { terminated: { exitCode: 1 } },
          },
        ],
        containerStatuses: [{ name: 'web', state: { waiting: { reason: 'PodInitializing' } } }],
      },
    },
    [],
    'pod-crashes',
    /`first`/,
  ],
];
