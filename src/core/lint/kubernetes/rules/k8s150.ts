import type { Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { lacking } from '../pod';
import { object } from '../examples';

/** CronJob without a deadline. */
export const k8s150: Rule<KubernetesFile> = {
  code: 'K8S150',
  aliases: ['cronjob-has-deadline'],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'hint' },
  title: { en: 'CronJob without a deadline', zh: 'CronJob 没有启动期限' },
  message: {
    en: 'No startingDeadlineSeconds: after 100 missed runs none is started any more.',
    zh: '没有 startingDeadlineSeconds：错过 100 次后就不再启动。',
  },
  why: {
    en: 'The controller counts missed runs since the last one. A deadline makes it count within that time only.',
    zh: '控制器会统计上次运行后错过的次数。设置期限后，只统计期限之内的。',
  },
  lesson: 'kubernetes-workloads/jobs-cronjobs',
  check: (file) => lacking(file, 'V1CronJobSpec', 'startingDeadlineSeconds'),
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
        'spec:\n  schedule: "@daily"\n  startingDeadlineSeconds: 600\n  jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: a, image: "busybox:1.37" }] } } } }',
      ),
    ],
  },
};
