import type { Lesson } from '../../lesson';
import { linuxScriptsAddresses } from './linux-scripts-addresses';
import { linuxScriptsEnsure } from './linux-scripts-ensure';
import { linuxScriptsMkfiles } from './linux-scripts-mkfiles';
import { quiz } from './scripts-quiz';

/** Lesson linux/scripts. */
export const scripts: Lesson = {
  id: 'linux/scripts',
  title: { en: 'Shell scripts and automation', zh: 'Shell 脚本与自动化基础' },
  minutes: 150,
  needs: ['linux', 'runner'],
  teaches: [
    { en: 'write a script with arguments, checks and exit codes', zh: '编写带参数、检查和退出码的脚本' },
    {
      en: 'say what `set -euo pipefail` does, and where it does not',
      zh: '说清 `set -euo pipefail` 做什么，在哪里不起作用',
    },
    { en: 'quote variables', zh: '给变量加引号' },
    { en: 'build a pipeline', zh: '搭一条管道' },
    { en: 'make a script safe to run twice, and schedule it', zh: '让脚本可以安全地重复运行，并定时执行' },
  ],
  exercises: [linuxScriptsMkfiles, linuxScriptsAddresses, linuxScriptsEnsure],
  quiz,
};
