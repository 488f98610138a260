import type { Programs } from '../../kernel/process';
import { httpd, httpdForeground } from './httpd';
import { mariadb } from './mariadb/client';
import { mariadbEntrypoint } from './mariadb/entrypoint';
import { mariadbd } from './mariadb/server';
import { mariadbAdmin, mariadbDump, mariadbHealth } from './mariadb/tools';
import { nginx } from './nginx/program';
import { flask, gunicorn, python } from './python/program';
import { redisCli } from './redis/client';
import { redisServer } from './redis/server';
import { htpasswd } from './registry/htpasswd';
import { registry } from './registry/program';
import { agnhost, crash, helloWorld, hpaExample, pause } from './small';
import { supervisorctl } from './supervisor/supervisorctl';
import { supervisord } from './supervisor/supervisord';
import { apacheForeground, wordpressEntrypoint } from './wordpress';

/** The long-running programs of the lab's images, and the clients that belong to them. */
export const serverPrograms: Programs = new Map([
  ['nginx', nginx],
  ['httpd', httpd],
  ['httpd-foreground', httpdForeground],
  ['redis-server', redisServer],
  ['redis-cli', redisCli],
  ['registry', registry],
  ['htpasswd', htpasswd],
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
  ['supervisorctl', supervisorctl],
  ['hello-world', helloWorld],
  ['crash', crash],
  ['pause', pause],
  ['agnhost', agnhost],
  ['hpa-example', hpaExample],
]);
