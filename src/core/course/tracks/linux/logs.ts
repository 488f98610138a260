import type { Lesson } from '../../lesson';
import { linuxLogsIncident } from './linux-logs-incident';
import { linuxLogsLive } from './linux-logs-live';

/** Lesson linux/logs. */
export const logs: Lesson = {
  id: 'linux/logs',
  title: { en: 'Logs and troubleshooting', zh: '系统日志与故障排查' },
  minutes: 120,
  needs: ['files'],
  teaches: [],
  exercises: [linuxLogsIncident, linuxLogsLive],
  quiz: [],
};
