import type { Lesson } from '../../lesson';
import { startTutorFirstCheck } from './start-tutor-first-check';
import { quiz } from './tutor-quiz';

/** Lesson start/tutor. */
export const tutor: Lesson = {
  id: 'start/tutor',
  title: { en: 'How this tutor works', zh: '教程使用方法' },
  minutes: 20,
  needs: ['files'],
  teaches: [
    {
      en: 'open a lesson, start its exercise, and find the files that it brings',
      zh: '打开课程、开始练习，找到练习带来的文件',
    },
    {
      en: 'read a result condition by condition: what was expected, what was found, what to do',
      zh: '逐个条件读懂检查结果：期望什么、实际是什么、该做什么',
    },
    { en: 'tell pass, fail and unknown apart', zh: '分清“满足”“未满足”和“无法判定”' },
    {
      en: 'explain conditions that hold now, and conditions that are remembered once they were seen',
      zh: '解释“以现在为准”的条件和“见过即可”的条件',
    },
    { en: 'reset an exercise, and say what goes and what stays', zh: '重置练习，并说清楚什么会删、什么会留' },
  ],
  exercises: [startTutorFirstCheck],
  quiz,
};
