import type { Lesson } from '../../lesson';
import { linuxScriptsAddresses } from './linux-scripts-addresses';
import { linuxScriptsEnsure } from './linux-scripts-ensure';
import { linuxScriptsMkfiles } from './linux-scripts-mkfiles';

/** Lesson linux/scripts. */
export const scripts: Lesson = {
  id: 'linux/scripts',
  title: { en: 'Shell scripts and automation', zh: 'Shell 脚本与自动化基础' },
  minutes: 150,
  needs: ['linux', 'runner'],
  teaches: [],
  exercises: [linuxScriptsMkfiles, linuxScriptsAddresses, linuxScriptsEnsure],
  quiz: [],
};
