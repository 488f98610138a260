import type { Lesson } from '../../lesson';

/** Lesson start/plan. */
export const plan: Lesson = {
  id: 'start/plan',
  title: { en: 'A plan of about 15 hours a week', zh: '每周 15 小时学习计划' },
  minutes: 30,
  needs: ['files'],
  teaches: [],
  exercises: [],
  quiz: [],
};
