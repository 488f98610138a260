import type { Lesson } from '../../lesson';

/** Lesson start/toolbox. */
export const toolbox: Lesson = {
  id: 'start/toolbox',
  title: { en: 'Terminal, help, editor and Git', zh: '终端、求助、编辑器与 Git' },
  minutes: 60,
  needs: ['files'],
  teaches: [],
  exercises: [],
  quiz: [],
};
