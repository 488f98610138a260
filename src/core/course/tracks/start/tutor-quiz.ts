import type { Question } from '../../lesson';

/** The questions at the end of start/tutor. */
export const quiz: readonly Question[] = [
  {
    id: 'unknown-is-not-failed',
    question: {
      en: 'A check marks a condition with `?`, and says that no engine answers. Did you fail?',
      zh: '检查给某个条件标了 `?`，说没有引擎应答。这算失败吗？',
    },
    options: [
      { en: 'Yes: what is not green is wrong.', zh: '算：不是绿色的就是错的。' },
      { en: 'Yes, but only if the condition is required.', zh: '算，但仅限必需的条件。' },
      {
        en: 'No: the check could not look. Start an engine or the practice lab, and check again.',
        zh: '不算：只是检查看不到。启动引擎或练习环境，再检查一次。',
      },
    ],
    answer: 2,
    why: {
      en: 'Fail means: looked, and found something else. Unknown means: could not look. An unknown says nothing about your work, is never counted as a rejected try, and tells the next step.',
      zh: '“未满足”是看了，看到的不一样；“无法判定”是没能看到。无法判定不说明你的成果好坏，不会算作一次被拒绝的尝试，而且会告诉你下一步做什么。',
    },
  },
  {
    id: 'what-reset-removes',
    question: {
      en: 'You started a container of your own, outside any exercise. Which command of an exercise deletes it?',
      zh: '你自己启动了一个容器，与任何练习都无关。练习的哪个命令会删掉它？',
    },
    options: [
      { en: 'None of them.', zh: '都不会。' },
      { en: 'Reset Exercise', zh: '重置练习' },
      { en: 'Check My Work', zh: '检查我的成果' },
      { en: 'Start Exercise', zh: '开始练习' },
    ],
    answer: 0,
    why: {
      en: 'Reset removes what bears the mark of its exercise, such as the label `tutor.exercise=docker-hello`, and names each object before it asks. Your container has no such mark. A check only reads, and a start only copies files.',
      zh: '“重置练习”只删除带有本练习标记的东西，例如标签 `tutor.exercise=docker-hello`，而且会先逐个列出再询问。你的容器没有这个标记。检查只读取，开始练习只复制文件。',
    },
  },
  {
    id: 'once-stays',
    question: {
      en: 'A check has seen `flag.txt`; then you delete the file and check again. What does the row “A check has seen `flag.txt` (once)” show?',
      zh: '一次检查看到了 `flag.txt`，然后你删掉文件再检查。“有一次检查看到过 `flag.txt`（见过即可）”这一行显示什么？',
    },
    options: [
      { en: 'Fail, because the file is gone.', zh: '未满足，因为文件没了。' },
      { en: 'Pass: what was seen once is remembered.', zh: '满足：见过一次就会记住。' },
      { en: 'Unknown, because there is nothing to look at.', zh: '无法判定，因为没有东西可看。' },
    ],
    answer: 1,
    why: {
      en: 'A “once” condition stays met until you reset the exercise. A “now” condition is looked at anew at each check, so it fails again when you undo your work.',
      zh: '“见过即可”的条件会一直保持满足，直到你重置练习。“以现在为准”的条件每次检查都重新看，撤销了成果就会重新变成未满足。',
    },
  },
];
