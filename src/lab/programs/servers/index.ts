import type { Programs } from '../../kernel/process';
import { httpd, httpdForeground } from './httpd';
import { mariadb, mariadbAdmin, mariadbDump, mariadbHealth } from './mariadb/client';
import { mariadbd, mariadbEntrypoint } from './mariadb/server';
import { nginx } from './nginx/program';
import { flask, gunicorn, python } from './python/program';
import { redisCli } from './redis/client';
import { redisServer } from './redis/server';
import { registry } from './registry/program';
import { agnhost, crash, helloWorld, hpaExample, pause } from './small';
import { supervisord } from './supervisord';
import { apacheForeground, wordpressEntrypoint } from './wordpress';

/** The long-running programs of the lab's images, and the clients that belong to them. */
export const serverPrograms: Programs = new Map([
  ['nginx', nginx],
  ['httpd', httpd],
  ['httpd-foreground', httpdForeground],
  ['redis-server', redisServer],
  ['redis-cli', redisCli],
  ['registry', registry],
  ['mariadbd', mariadbd],
  ['mariadb-entrypoint', mariadbEntrypoint],
  ['mariadb', mariadb],
  ['mariadb-admin', mariadbAdmin],
  ['mariadb-dump', mariadbDump],
  ['healthcheck.sh', mariadbHealth],
  ['wordpress', apacheForeground],
  ['apache2-foreground', apacheForeground],
  ['wordpress-entrypoint', wordpressEntrypoint],
  ['python', python],
  ['python3', python],
  ['flask', flask],
  ['gunicorn', gunicorn],
  ['supervisord', supervisord],
  ['hello-world', helloWorld],
  ['crash', crash],
  ['pause', pause],
  ['agnhost', agnhost],
  ['hpa-example', hpaExample],
]);
