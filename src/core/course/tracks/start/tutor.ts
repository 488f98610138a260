import type { Lesson } from '../../lesson';

/** Lesson start/tutor. */
export const tutor: Lesson = {
  id: 'start/tutor',
  title: { en: 'How this tutor works', zh: '教程使用方法' },
  minutes: 20,
  needs: ['files'],
  teaches: [],
  exercises: [],
  quiz: [],
};
