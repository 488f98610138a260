import type { Lesson } from '../../lesson';
import { linuxLogsIncident } from './linux-logs-incident';
import { linuxLogsLive } from './linux-logs-live';
import { quiz } from './logs-quiz';

/** Lesson linux/logs. */
export const logs: Lesson = {
  id: 'linux/logs',
  title: { en: 'Logs and troubleshooting', zh: '系统日志与故障排查' },
  minutes: 120,
  needs: ['files'],
  teaches: [
    {
      en: 'find the right log, and narrow it by time, unit and priority',
      zh: '找到对的日志，并按时间、单元和优先级缩小范围',
    },
    { en: 'follow six steps from the symptom to a lasting fix', zh: '按六个步骤，从现象走到长久的修复' },
    { en: 'count events with a pipeline of small tools', zh: '用小工具串成的管道给事件计数' },
    { en: 'prove a repair, and keep logs from filling the disk', zh: '验证修复确实有效，并且不让日志写满磁盘' },
  ],
  exercises: [linuxLogsIncident, linuxLogsLive],
  quiz,
};
