import type { Lesson } from '../../lesson';
import { quiz } from './plan-quiz';
import { startPlanSchedule } from './start-plan-schedule';

/** Lesson start/plan. */
export const plan: Lesson = {
  id: 'start/plan',
  title: { en: 'A plan of about 15 hours a week', zh: '每周 15 小时学习计划' },
  minutes: 30,
  needs: ['files'],
  teaches: [
    {
      en: 'write a dated plan with four stages, and one project that ends each of them',
      zh: '写一份有日期的计划，分四个阶段，每个阶段以一个项目结束',
    },
    {
      en: 'estimate the hours of a stage, and turn them into weeks of the hours that you really have',
      zh: '估算一个阶段需要多少小时，再按自己真正能拿出的时间换算成周数',
    },
    {
      en: 'fix a weekly review, and change the plan by what it shows',
      zh: '定下每周回顾，并根据回顾调整计划',
    },
    { en: 'keep notes that others can read', zh: '写出别人也看得懂的笔记' },
  ],
  exercises: [startPlanSchedule],
  quiz,
};
