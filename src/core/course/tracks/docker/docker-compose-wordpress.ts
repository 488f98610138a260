import type { Exercise } from '../../lesson';
import { wordpressAnswers, wordpressProxy } from './docker-compose-wordpress-front';
import { wordpressDb, wordpressWp } from './docker-compose-wordpress-inside';
import { wordpressNames } from './docker-compose-wordpress-names';
import { wordpressSecret } from './docker-compose-wordpress-secret';

/** Three services in a row, of which only the first is open to the world. */
export const dockerComposeWordpress: Exercise = {
  id: 'docker-compose-wordpress',
  title: { en: 'WordPress behind nginx', zh: 'nginx 后面的 WordPress' },
  core: false,
  minutes: 25,
  needs: ['docker', 'files'],
  project: 'tutor-wp',
  ports: [8087],
  tasks: [
    {
      en: 'In `compose.yaml`, write the service `db`: image `mariadb:11.8`, database `wp`, user `wp`, the password as `WP_DB_PASSWORD` from `.env` (at least 8 characters), a random root password, a named volume at `/var/lib/mysql`, and a healthcheck with `healthcheck.sh --connect --innodb_initialized`. Outside the lab, the three images are a download of about 400 MB.',
      zh: '在 `compose.yaml` 里写服务 `db`：镜像 `mariadb:11.8`，数据库 `wp`，用户 `wp`，密码取自 `.env` 的 `WP_DB_PASSWORD`（至少 8 个字符），随机的 root 密码，命名卷挂载到 `/var/lib/mysql`，用 `healthcheck.sh --connect --innodb_initialized` 做健康检查。在实验环境之外，三个镜像大约要下载 400 MB。',
    },
    {
      en: 'Write the service `wordpress` from `wordpress:7-apache`, pointing at `db`.',
      zh: '用 `wordpress:7-apache` 写服务 `wordpress`，让它指向 `db`。',
    },
    {
      en: 'Write the service `proxy` from `nginx:1.30-alpine`, the only published one: 127.0.0.1:8087. It reads your corrected `wp.conf`, mounted read-only as `/etc/nginx/conf.d/default.conf`.',
      zh: '用 `nginx:1.30-alpine` 写服务 `proxy`，只有它发布端口：127.0.0.1:8087。它读取你改好的 `wp.conf`，以只读方式挂载为 `/etc/nginx/conf.d/default.conf`。',
    },
    {
      en: 'Order: `proxy` after `wordpress`, `wordpress` after a healthy `db`. Give the services, the default network and the volume the label `tutor.exercise=docker-compose-wordpress`.',
      zh: '顺序：`proxy` 在 `wordpress` 之后，`wordpress` 在 `db` 健康之后。给各服务、默认网络和数据卷加上标签 `tutor.exercise=docker-compose-wordpress`。',
    },
    {
      en: '`docker compose up -d`, then open http://127.0.0.1:8087.',
      zh: '执行 `docker compose up -d`，然后打开 http://127.0.0.1:8087。',
    },
  ],
  conditions: [wordpressNames, wordpressSecret, wordpressDb, wordpressWp, wordpressProxy, wordpressAnswers],
  hints: [
    {
      en: 'Draw three boxes, and who talks to whom under which name.',
      zh: '先画三个方框，再画出谁用哪个名字找谁。',
    },
    {
      en: '`docker compose logs wordpress` shows what WordPress has to say; `docker compose config` shows the password filled in.',
      zh: '`docker compose logs wordpress` 能看到 WordPress 的日志；`docker compose config` 能看到密码有没有代入。',
    },
    { en: '`WORDPRESS_DB_HOST: db`', zh: '`WORDPRESS_DB_HOST: db`' },
  ],
  mutants: [
    { name: 'address-in-conf', refusedBy: 'names', told: 'address' },
    { name: 'localhost-in-conf', refusedBy: 'names', told: 'localhost' },
    { name: 'host-port-in-conf', refusedBy: 'names', told: 'other-port' },
    { name: 'unknown-name-in-conf', refusedBy: 'names', told: 'other-name' },
    { name: 'no-env-file', refusedBy: 'secret', told: 'no-env' },
    { name: 'no-value', refusedBy: 'secret', told: 'no-value' },
    { name: 'short-password', refusedBy: 'secret', told: 'too-short' },
    { name: 'literal-password', refusedBy: 'secret', told: 'literal' },
    { name: 'default-password', refusedBy: 'secret', told: 'default' },
    { name: 'other-password', refusedBy: 'secret', told: 'one-side-only' },
    { name: 'no-root-password', refusedBy: 'db', told: 'no-root-password' },
    { name: 'db-published', refusedBy: 'db', told: 'published' },
    { name: 'no-healthcheck', refusedBy: 'db', told: 'no-health' },
    { name: 'unhealthy', refusedBy: 'db', told: 'unhealthy' },
    { name: 'anonymous-volume', refusedBy: 'db', told: 'anonymous-volume' },
    { name: 'db-unlabelled', refusedBy: 'db', told: 'own' },
    { name: 'localhost-as-database', refusedBy: 'wp', told: 'address' },
    { name: 'host-port-of-database', refusedBy: 'wp', told: 'host-port' },
    { name: 'default-host', refusedBy: 'wp', told: 'no-host' },
    { name: 'wordpress-published', refusedBy: 'wp', told: 'published' },
    { name: 'wordpress-not-waiting', refusedBy: 'wp', told: 'not-waiting' },
    { name: 'without-proxy', refusedBy: 'only-proxy', told: 'container-absent' },
    { name: 'proxy-apart', refusedBy: 'only-proxy', told: 'no-upstream' },
    { name: 'misspelt-file', refusedBy: 'only-proxy', told: 'folder-for-file' },
    { name: 'own-conf-ignored', refusedBy: 'only-proxy', told: 'not-mounted' },
    { name: 'writable-conf', refusedBy: 'only-proxy', told: 'writable' },
    { name: 'other-port', refusedBy: 'only-proxy', told: 'other-port' },
    { name: 'proxy-not-waiting', refusedBy: 'only-proxy', told: 'not-waiting' },
    { name: 'wordpress-elsewhere', refusedBy: 'answers', told: 'no-wordpress' },
    { name: 'other-database', refusedBy: 'answers', told: 'no-database' },
  ],
};
