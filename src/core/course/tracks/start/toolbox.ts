import type { Lesson } from '../../lesson';
import { startToolboxNotebook } from './start-toolbox-notebook';
import { quiz } from './toolbox-quiz';

/** Lesson start/toolbox. */
export const toolbox: Lesson = {
  id: 'start/toolbox',
  title: { en: 'Terminal, help, editor and Git', zh: '终端、求助、编辑器与 Git' },
  minutes: 60,
  needs: ['files'],
  teaches: [
    { en: 'find help without a browser', zh: '不用浏览器也能找到帮助' },
    {
      en: 'read an exit status, and send output and errors to different files',
      zh: '读懂退出状态，把输出和报错存进不同的文件',
    },
    { en: 'edit a file in the terminal, and leave vim', zh: '在终端里编辑文件，并能退出 vim' },
    {
      en: 'keep work in Git: commits, a branch, a merge, and an ignore list that keeps secrets out',
      zh: '用 Git 保管成果：提交、分支、合并，以及把机密挡在外面的忽略列表',
    },
  ],
  exercises: [startToolboxNotebook],
  quiz,
};
