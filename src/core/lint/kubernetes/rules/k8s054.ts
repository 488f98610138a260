import type { Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { object } from '../examples';
import { cronMistake } from '../cron';

/** Schedule that cannot be read. */
export const k8s054: Rule<KubernetesFile> = {
  code: 'K8S054',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Schedule that cannot be read', zh: '无法解析的 schedule' },
  message: {
    en: 'This schedule cannot be read: {why}. The API server refuses it.',
    zh: 'schedule 无法解析：{why}。API 服务器会拒绝。',
  },
  why: {
    en: 'A schedule has five fields: minute, hour, day of the month, month, weekday. Names such as `mon` and short forms such as `@hourly` are known; seconds and a weekday 7 are not.',
    zh: 'schedule 有五个字段：分、时、日、月、星期。可以用 `mon` 这样的名称，也可以用 `@hourly` 这样的简写；不支持秒，也不支持星期 7。',
  },
  lesson: 'kubernetes-workloads/jobs-cronjobs',
  *check(file) {
    for (const { map } of file.walk.all('V1CronJobSpec')) {
      const schedule = scalarOf(map.get('schedule'));
      const why = schedule && schedule.text !== '' ? cronMistake(schedule.text) : undefined;
      if (schedule !== undefined && why !== undefined) yield { span: schedule.part(), args: { why } };
    }
  },
  examples: {
    bad: [
      {
        text: object(
          'batch/v1',
          'CronJob',
          'spec:\n  schedule: "«0 2 0»"\n  jobTemplate: { spec: { template: { spec: { restartPolicy: Never, securityContext: { runAsNonRoot: true }, containers: [{ name: a, image: "busybox:1.37", resources: { requests: { memory: 8Mi }, limits: { memory: 8Mi } } }] } } } }',
        ),
      },
      {
        text: object(
          'batch/v1',
          'CronJob',
          'spec:\n  schedule: "«0 24 * * *»"\n  jobTemplate: { spec: { template: { spec: { restartPolicy: Never, securityContext: { runAsNonRoot: true }, containers: [{ name: a, image: "busybox:1.37", resources: { requests: { memory: 8Mi }, limits: { memory: 8Mi } } }] } } } }',
        ),
      },
    ],
    good: [
      object(
        'batch/v1',
        'CronJob',
        'spec:\n  schedule: "*/15 0-6,22 1 JAN-jun mon-fri"\n  timeZone: Europe/Berlin\n  jobTemplate: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: a, image: "busybox:1.37" }] } } } }',
      ),
    ],
  },
};
