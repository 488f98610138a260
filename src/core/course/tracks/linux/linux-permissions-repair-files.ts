import type { Condition } from '../../lesson';
import { facts, modeCase, otherMode } from './linux-permissions-modes';

/** A script for its owner and its group. */
export const run: Condition = {
  id: 'run',
  title: { en: '`app/run.sh` has mode 0750', zh: '`app/run.sh` 的权限是 0750' },
  when: 'now',
  expect: [{ probe: facts('app/run.sh'), shape: { type: 'file', mode: '0750' } }],
  told: [
    modeCase('no-x', 'app/run.sh', /^\d[0246]\d\d$/, {
      en: '`app/run.sh` has mode {mode}: without `x` for the owner, the shell says `Permission denied`. Give the owner 7.',
      zh: '`app/run.sh` 的权限是 {mode}：属主没有 `x`，shell 会报 `Permission denied`。属主一位应为 7。',
    }),
    modeCase('everybody-writes', 'app/run.sh', /^\d\d\d[2367]$/, {
      en: '`app/run.sh` has mode {mode}: every user of the machine can change what you will run. Others get 0, the group 5.',
      zh: '`app/run.sh` 的权限是 {mode}：机器上的任何用户都能改动你要运行的内容。其他人一位应为 0，属组一位应为 5。',
    }),
    modeCase('others', 'app/run.sh', /^\d\d\d[145]$/, {
      en: '`app/run.sh` has mode {mode}: others can still read or run it. The last digit must be 0.',
      zh: '`app/run.sh` 的权限是 {mode}：其他人仍然可以读取或运行它。最后一位应为 0。',
    }),
    modeCase('group', 'app/run.sh', /^\d\d[0-46-7]\d$/, {
      en: '`app/run.sh` has mode {mode}: the group may read and execute, that is 4 + 1 = 5, and no more.',
      zh: '`app/run.sh` 的权限是 {mode}：属组可以读和执行，也就是 4 + 1 = 5，不多也不少。',
    }),
    otherMode('app/run.sh', '0750'),
  ],
};

/** A password that the group needs. */
export const config: Condition = {
  id: 'config',
  title: { en: '`app/config.ini` has mode 0640', zh: '`app/config.ini` 的权限是 0640' },
  when: 'now',
  expect: [{ probe: facts('app/config.ini'), shape: { type: 'file', mode: '0640' } }],
  told: [
    modeCase('everybody-writes', 'app/config.ini', /^\d\d\d[2367]$/, {
      en: '`app/config.ini` has mode {mode}: everybody can read the password and change the file. Others get 0.',
      zh: '`app/config.ini` 的权限是 {mode}：所有人都能读到密码，还能改这个文件。其他人一位应为 0。',
    }),
    modeCase('others', 'app/config.ini', /^\d\d\d[145]$/, {
      en: '`app/config.ini` has mode {mode}: others can read the password. The last digit must be 0.',
      zh: '`app/config.ini` 的权限是 {mode}：其他人能读到密码。最后一位应为 0。',
    }),
    modeCase('executable', 'app/config.ini', /^\d(?:[1357]\d|\d[1357])\d$/, {
      en: '`app/config.ini` has mode {mode}: a configuration is no program, so nobody needs `x` on it. Use 640.',
      zh: '`app/config.ini` 的权限是 {mode}：配置文件不是程序，谁都不需要 `x`。请用 640。',
    }),
    modeCase('group-out', 'app/config.ini', /^\d\d0\d$/, {
      en: '`app/config.ini` has mode {mode}: the group should be able to read it, too. Use 640.',
      zh: '`app/config.ini` 的权限是 {mode}：属组也要能读。请用 640。',
    }),
    modeCase('group-writes', 'app/config.ini', /^\d\d[26]\d$/, {
      en: '`app/config.ini` has mode {mode}: the group may read it, not change it. Use 640.',
      zh: '`app/config.ini` 的权限是 {mode}：属组只能读，不能改。请用 640。',
    }),
    otherMode('app/config.ini', '0640'),
  ],
};

/** A directory of one user alone; when it is closed to its owner, nobody can look at the key in it. */
export const key: Condition = {
  id: 'key',
  title: { en: '`keys` has mode 0700', zh: '`keys` 的权限是 0700' },
  when: 'now',
  expect: [{ probe: facts('keys'), shape: { type: 'folder', mode: '0700' } }],
  told: [
    modeCase('no-x', 'keys', /^\d[0246]\d\d$/, {
      en: '`keys` has mode {mode}: a directory without `x` cannot be entered, not even by its owner. Use 700.',
      zh: '`keys` 的权限是 {mode}：目录没有 `x` 就进不去，属主也一样。请用 700。',
    }),
    modeCase('open', 'keys', /^\d\d(?:[1-7]\d|\d[1-7])$/, {
      en: '`keys` has mode {mode}: group or others may still look into it. A directory of private keys has 700.',
      zh: '`keys` 的权限是 {mode}：属组或其他人仍然可以进来看。存放私钥的目录应为 700。',
    }),
    otherMode('keys', '0700'),
  ],
};

/** A private key that ssh would take. */
export const keyFile: Condition = {
  id: 'key-file',
  title: { en: '`keys/id_demo` has mode 0600', zh: '`keys/id_demo` 的权限是 0600' },
  when: 'now',
  expect: [{ probe: facts('keys/id_demo'), shape: { type: 'file', mode: '0600' } }],
  told: [
    modeCase('open', 'keys/id_demo', /^\d\d(?:[1-7]\d|\d[1-7])$/, {
      en: '`keys/id_demo` has mode {mode}: ssh ignores a private key that group or others can read (`UNPROTECTED PRIVATE KEY FILE`). Use 600.',
      zh: '`keys/id_demo` 的权限是 {mode}：属组或其他人能读的私钥，ssh 会忽略（`UNPROTECTED PRIVATE KEY FILE`）。请用 600。',
    }),
    modeCase('executable', 'keys/id_demo', /^\d[1357]\d\d$/, {
      en: '`keys/id_demo` has mode {mode}: 700 is for the directory. The key is no program: 600.',
      zh: '`keys/id_demo` 的权限是 {mode}：700 是给目录的。密钥不是程序，应为 600。',
    }),
    otherMode('keys/id_demo', '0600'),
  ],
};
