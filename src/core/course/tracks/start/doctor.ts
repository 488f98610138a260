import type { Lesson } from '../../lesson';
import { quiz } from './doctor-quiz';
import { startDoctorReport } from './start-doctor-report';

/** Lesson start/doctor. */
export const doctor: Lesson = {
  id: 'start/doctor',
  title: { en: 'Environment doctor', zh: '环境体检与引擎选择' },
  minutes: 25,
  needs: ['files', 'docker'],
  teaches: [
    {
      en: 'read the report of the doctor and tell "not there", "too old" and "no answer" apart',
      zh: '看懂体检报告，分清“没有”“太旧”和“无应答”',
    },
    {
      en: 'choose between a real engine and the practice lab, for Docker, Kubernetes and OpenStack',
      zh: '为 Docker、Kubernetes 和 OpenStack 在真实引擎与练习环境之间做选择',
    },
    {
      en: 'tell the version of a client from that of its server',
      zh: '区分客户端版本和服务器版本',
    },
    {
      en: 'repair the five usual faults of an environment',
      zh: '修复环境中最常见的五种故障',
    },
  ],
  exercises: [startDoctorReport],
  quiz,
};
