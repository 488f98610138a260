import type { ConsoleOf } from './console';

/** What the commands of start/tutor need: the folder that Start Exercise makes. */
export const tutorConsole: ConsoleOf = {
  lesson: 'start/tutor',
  before: [
    'mkdir start-tutor-first-check',
    `printf '{\\n  "registry-mirrors": ["https://mirror.example.internal"],\\n}\\n' > start-tutor-first-check/daemon.json`,
    'touch start-tutor-first-check/flag.txt start-tutor-first-check/hello.yaml',
  ].join(' && '),
};
