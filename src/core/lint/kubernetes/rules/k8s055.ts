import type { Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { lacking } from '../pod';
import { object } from '../examples';

/** CronJob whose runs may pile up. */
export const k8s055: Rule<KubernetesFile> = {
  code: 'K8S055',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'information' },
  title: { en: 'CronJob whose runs may pile up', zh: '可能堆积的 CronJob' },
  message: {
    en: 'No concurrencyPolicy: a run that takes too long is joined by the next one.',
    zh: '没有设置 concurrencyPolicy：上一次没跑完，下一次又会开始。',
  },
  why: {
    en: 'The default, `Allow`, starts each run in its time, whether or not the one before has ended. `Forbid` skips the new one, `Replace` ends the old one.',
    zh: '默认的 `Allow` 到点就启动，不管上一次是否结束。`Forbid` 跳过新的一次，`Replace` 终止旧的一次。',
  },
  lesson: 'kubernetes-workloads/jobs-cronjobs',
  check: (file) => lacking(file, 'V1CronJobSpec', 'concurrencyPolicy'),
  examples: {
    bad: [
      {
        text: object(
          'batch/v1',
          'CronJob',
          '«spec»:\n  schedule: "@daily"\n  jobTemplate: { spec: { template: { spec: { restartPolicy: Never, securityContext: { runAsNonRoot: true }, containers: [{ name: a, image: "busybox:1.37", resources: { requests: { memory: 8Mi }, limits: { memory: 8Mi } } }] } } } }',
        ),
      },
    ],
    good: [
      object(
        'batch/v1',
        'CronJob',
        'spec:\n  schedule: "@daily"\n  concurrencyPolicy: Forbid\n  jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: a, image: "busybox:1.37" }] } } } }',
      ),
    ],
  },
};
