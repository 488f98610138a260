import type { Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { beside } from '../pod';
import { inJob } from '../examples';

/** Job that stays for ever. */
export const jobTtlSecondsAfterFinished: Rule<KubernetesFile> = {
  code: 'job-ttl-seconds-after-finished',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'hint' },
  title: { en: 'Job that stays for ever', zh: '完成后一直保留的 Job' },
  message: {
    en: 'Nothing removes this Job and its Pods when it has ended.',
    zh: '这个 Job 结束后，它和它的 Pod 不会被清理。',
  },
  why: {
    en: '`ttlSecondsAfterFinished` removes them after a time. A CronJob does it by its history limits.',
    zh: '`ttlSecondsAfterFinished` 到时间就会清理它们。CronJob 则由历史数量限制来清理。',
  },
  lesson: 'kubernetes-workloads/jobs-cronjobs',
  *check(file) {
    for (const { map, span, object } of file.walk.all('V1JobSpec'))
      if (object.is('Job') && !map.all.has('ttlSecondsAfterFinished')) yield beside(span);
  },
  examples: {
    bad: [{ text: inJob('restartPolicy: Never').replace('\nspec:', '\n«spec»:') }],
    good: [inJob('restartPolicy: Never').replace('\nspec:', '\nspec:\n  ttlSecondsAfterFinished: 600')],
  },
};
