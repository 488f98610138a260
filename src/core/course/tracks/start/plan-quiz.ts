import type { Question } from '../../lesson';

/** The questions at the end of start/plan. */
export const quiz: readonly Question[] = [
  {
    id: 'seven-hours',
    question: {
      en: 'You have 7 hours a week, not 15. What changes in your plan?',
      zh: '你每周只有 7 小时，而不是 15 小时。计划里什么会变？',
    },
    options: [
      {
        en: 'The order: the short stages come first, so that something is finished soon.',
        zh: '顺序：先学短的阶段，好早点完成一些东西。',
      },
      { en: 'The content: OpenStack is left out.', zh: '内容：去掉 OpenStack。' },
      {
        en: 'The number of weeks; the order and the hours of each stage stay.',
        zh: '周数；顺序和每个阶段的总小时数不变。',
      },
      { en: 'The projects: without them it fits into the same weeks.', zh: '项目：不做项目，周数就不用变。' },
    ],
    answer: 2,
    why: {
      en: 'What a stage needs does not depend on your calendar: 45 hours are 3 weeks at 15 hours and 7 weeks at 7. The order is what the stages take from each other, and the project is how you find out whether a stage is done.',
      zh: '一个阶段需要多少小时，和你的日程无关：45 小时按每周 15 小时是 3 周，按每周 7 小时是 7 周。顺序取决于阶段之间的依赖；有了项目，你才知道一个阶段算不算学完。',
    },
  },
  {
    id: 'evidence',
    question: {
      en: 'Which is the better evidence that you have finished the stage Docker?',
      zh: '下面哪一项更能证明你学完了 Docker 阶段？',
    },
    options: [
      {
        en: 'A repository with a Dockerfile, whose pipeline builds the image and passes.',
        zh: '一个带 Dockerfile 的仓库，流水线能构建出镜像并且通过。',
      },
      { en: 'The note “read all chapters about Docker twice”.', zh: '笔记里写着“Docker 的各章读了两遍”。' },
      { en: 'A list of 80 commands with their options.', zh: '一份 80 条命令及其选项的清单。' },
    ],
    answer: 0,
    why: {
      en: 'Others can check it: they clone, build, and see it run or fail. What you have read, only you can know. The list is useful while you learn, but it shows that you can copy, not that you can build.',
      zh: '因为别人能验证：克隆下来，构建，看它成不成功。读过什么只有你自己知道。命令清单在学习时有用，但它只说明你会抄，不说明你会做。',
    },
  },
  {
    id: 'behind',
    question: {
      en: 'After week 3 you are one week behind. What is the best thing to do at the weekly review?',
      zh: '第 3 周结束时，你落后了一周。做每周回顾时，最好怎么办？',
    },
    options: [
      { en: 'Skip the lessons that are late and go on with week 4.', zh: '跳过没学完的课程，直接学第 4 周的内容。' },
      {
        en: 'Plan twice the hours for the next week.',
        zh: '下一周安排两倍的学习时间。',
      },
      { en: 'Give up the plan: it was wrong.', zh: '放弃计划：它本来就不对。' },
      {
        en: 'Go on where you are, and move the dates by what you could really do.',
        zh: '从现在的进度接着学，按实际能做到的速度把日期往后推。',
      },
    ],
    answer: 3,
    why: {
      en: 'Three weeks of real hours are a better estimate than the wish of the first day. Later lessons build on the late ones, and a week of double hours is what made the plan fail in the first place. Change `hoursPerWeek`, not the order.',
      zh: '三周的实际小时数，比第一天的愿望更准。后面的课程要用到没学完的内容；而“下周加倍”正是计划落空的常见原因。该改的是 `hoursPerWeek`，不是顺序。',
    },
  },
];
