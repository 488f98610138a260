import { createHash } from 'node:crypto';
import { alpineGroups, group, type Account } from './accounts';
import {
  bulk,
  directory,
  layer,
  link,
  note,
  program,
  script,
  usualPath,
  type CatalogueImage,
  type FileSpecs,
  type Step,
} from './entry';
import { nginxEntrypoint, nginxListen, nginxResolvers, nginxTemplates, nginxWorkers, httpdForeground } from './scripts';
import { alpinePasswd, alpineSteps } from './small-bases';
import {
  httpdConf,
  httpdIndex,
  nginxConf,
  nginxDefaultConf,
  nginxError,
  nginxIndex,
  nginxMimeTypes,
} from './web-files';

const nginxAccount: Account = ['nginx', 101, 101, 'nginx', '/var/cache/nginx', '/sbin/nologin'];

const nginxFiles = (port: number): FileSpecs => {
  const defaultConf = nginxDefaultConf(port);
  const plain = port !== 80;
  return {
    '/usr/sbin/nginx': program('nginx', 1_400_000),
    '/usr/sbin/nginx-debug': program('nginx', 1_900_000),
    '/usr/lib/nginx/modules': directory(),
    '/usr/lib/libpcre2-8.so.0': bulk(600_000),
    '/etc/nginx/modules': link('/usr/lib/nginx/modules'),
    '/etc/nginx/nginx.conf': nginxConf(plain),
    '/etc/nginx/mime.types': nginxMimeTypes,
    '/etc/nginx/fastcgi_params':
      'fastcgi_param  QUERY_STRING       $query_string;\nfastcgi_param  REQUEST_METHOD     $request_method;\n',
    '/etc/nginx/scgi_params': 'scgi_param  REQUEST_METHOD     $request_method;\n',
    '/etc/nginx/uwsgi_params': 'uwsgi_param  QUERY_STRING       $query_string;\n',
    '/etc/nginx/conf.d/default.conf': plain ? { text: defaultConf, owner: 101 } : defaultConf,
    '/usr/lib/nginx-default.md5': `${createHash('md5').update(defaultConf).digest('hex')}\n`,
    '/usr/share/nginx/html/index.html': nginxIndex,
    '/usr/share/nginx/html/50x.html': nginxError,
    '/var/cache/nginx': directory(0o755, 101),
    '/var/log/nginx/access.log': link('/dev/stdout'),
    '/var/log/nginx/error.log': link('/dev/stderr'),
    '/etc/passwd': alpinePasswd(nginxAccount),
    '/etc/group': alpineGroups + group([['nginx', 101, 'nginx']]),
    '/docker-entrypoint.d': directory(),
  };
};

const copies: readonly Step[] = [
  layer('COPY docker-entrypoint.sh /', 0, () => ({
    '/docker-entrypoint.sh': script(nginxEntrypoint),
  })),
  layer('COPY 10-listen-on-ipv6-by-default.sh /docker-entrypoint.d', 0, () => ({
    '/docker-entrypoint.d/10-listen-on-ipv6-by-default.sh': script(nginxListen),
  })),
  layer('COPY 15-local-resolvers.envsh /docker-entrypoint.d', 0, () => ({
    '/docker-entrypoint.d/15-local-resolvers.envsh': script(nginxResolvers),
  })),
  layer('COPY 20-envsubst-on-templates.sh /docker-entrypoint.d', 0, () => ({
    '/docker-entrypoint.d/20-envsubst-on-templates.sh': script(nginxTemplates),
  })),
  layer('COPY 30-tune-worker-processes.sh /docker-entrypoint.d', 0, () => ({
    '/docker-entrypoint.d/30-tune-worker-processes.sh': script(nginxWorkers),
  })),
];

const maintainer = 'NGINX Docker Maintainers <docker-maint@nginx.com>';

type Nginx = { readonly version: string; readonly njs: string; readonly port: 80 | 8080 };

const nginxSteps = ({ version, njs, port }: Nginx): readonly Step[] => [
  ...alpineSteps,
  note(`LABEL maintainer=${maintainer}`),
  note(`ENV NGINX_VERSION=${version}`),
  note('ENV PKG_RELEASE=1'),
  note('ENV DYNPKG_RELEASE=1'),
  ...(port === 80 ? [] : [note('ARG UID=101'), note('ARG GID=101')]),
  layer(
    `RUN ${port === 80 ? '' : '|2 UID=101 GID=101 '}/bin/sh -c set -x     && addgroup -g 101 -S nginx     && adduser -S -D -H -u 101 -h /var/cache/nginx -s /sbin/nologin -G nginx -g nginx nginx     && apk add --no-cache nginx=${version}-r1`,
    4_820_000,
    () => nginxFiles(port),
  ),
  ...copies,
  ...(port === 80
    ? [note('ENTRYPOINT ["/docker-entrypoint.sh"]'), note('EXPOSE map[80/tcp:{}]')]
    : [note('ENTRYPOINT ["/docker-entrypoint.sh"]'), note('EXPOSE map[8080/tcp:{}]')]),
  note('STOPSIGNAL SIGQUIT'),
  ...(port === 80 ? [] : [note('USER 101')]),
  note('CMD ["nginx" "-g" "daemon off;"]'),
  note(`ENV NJS_VERSION=${njs}`),
  note('ENV NJS_RELEASE=1'),
  layer(
    'RUN /bin/sh -c set -x     && apk add --no-cache nginx-module-xslt nginx-module-image-filter nginx-module-geoip nginx-module-njs curl',
    39_400_000,
    () => ({
      '/usr/bin/curl': program('curl', 270_000),
      '/usr/lib/nginx/modules/ngx_http_js_module.so': bulk(1_300_000),
    }),
  ),
];

const nginxConfig = ({ version, njs, port }: Nginx) => ({
  ...(port === 80 ? {} : { User: '101' }),
  ExposedPorts: { [`${port}/tcp`]: {} },
  Env: [
    usualPath,
    `NGINX_VERSION=${version}`,
    'PKG_RELEASE=1',
    'DYNPKG_RELEASE=1',
    `NJS_VERSION=${njs}`,
    'NJS_RELEASE=1',
  ],
  Cmd: ['nginx', '-g', 'daemon off;'],
  Entrypoint: ['/docker-entrypoint.sh'],
  WorkingDir: '/',
  Labels: { maintainer },
  StopSignal: 'SIGQUIT',
});

const stable: Nginx = { version: '1.30.1', njs: '0.9.6', port: 80 };
const mainline: Nginx = { version: '1.31.0', njs: '0.9.7', port: 80 };
const unprivileged: Nginx = { ...stable, port: 8080 };

const nginxWords = { description: 'Official build of Nginx.', stars: 21_100, official: true };

const httpdFiles = (): FileSpecs => ({
  '/usr/local/apache2/bin/httpd': program('httpd', 1_100_000),
  '/usr/local/apache2/bin/ab': bulk(70_000),
  '/usr/local/apache2/bin/htpasswd': program('htpasswd', 40_000),
  '/usr/local/apache2/bin/apachectl': script('#!/bin/sh\nexec httpd "$@"\n'),
  '/usr/local/apache2/conf/httpd.conf': httpdConf,
  '/usr/local/apache2/conf/mime.types': nginxMimeTypes.replace(/^types \{|^\}/gm, '').replaceAll(';', ''),
  '/usr/local/apache2/htdocs/index.html': httpdIndex,
  '/usr/local/apache2/logs': directory(),
  '/usr/local/apache2/cgi-bin': directory(),
  '/usr/local/apache2/modules/modules.bin': bulk(9_000_000),
});

const httpdEnv = [
  'PATH=/usr/local/apache2/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  'HTTPD_PREFIX=/usr/local/apache2',
  'HTTPD_VERSION=2.4.67',
  'HTTPD_SHA256=6ed84f0f8cbb31ef2ea0dde2ab44f5ba7ba5b1ba48ef0eaf7cc0e3be1c7eaf81',
  'HTTPD_PATCHES=',
];

/** Web servers. */
export const web: readonly CatalogueImage[] = [
  {
    repository: 'nginx',
    tags: ['1.30-alpine', '1.30.1-alpine', 'stable-alpine', 'alpine', 'latest', '1.30', 'stable', '1-alpine'],
    created: '2026-05-06T23:52:11.482917305Z',
    ...nginxWords,
    config: nginxConfig(stable),
    steps: nginxSteps(stable),
  },
  {
    repository: 'nginx',
    tags: ['1.31-alpine', '1.31.0-alpine', 'mainline-alpine', '1.31', 'mainline'],
    created: '2026-05-13T22:18:40.117263948Z',
    ...nginxWords,
    config: nginxConfig(mainline),
    steps: nginxSteps(mainline),
  },
  {
    repository: 'nginxinc/nginx-unprivileged',
    tags: ['1.30-alpine', 'stable-alpine', 'alpine', 'latest'],
    created: '2026-05-11T05:21:09.730415282Z',
    description: 'Unprivileged NGINX Dockerfiles',
    stars: 190,
    official: false,
    config: nginxConfig(unprivileged),
    steps: nginxSteps(unprivileged),
  },
  {
    repository: 'httpd',
    tags: ['2.4-alpine', '2.4.67-alpine', 'alpine', '2-alpine', 'latest', '2.4', '2'],
    created: '2026-05-05T18:02:46Z',
    description: 'The Apache HTTP Server Project',
    stars: 4900,
    official: true,
    config: {
      ExposedPorts: { '80/tcp': {} },
      Env: httpdEnv,
      Cmd: ['httpd-foreground'],
      WorkingDir: '/usr/local/apache2',
      StopSignal: 'SIGWINCH',
    },
    steps: [
      ...alpineSteps,
      layer('RUN /bin/sh -c set -x && adduser -u 82 -D -S -G www-data www-data', 0, () => ({
        '/etc/passwd': alpinePasswd(['www-data', 82, 82, '', '/home/www-data', '/sbin/nologin']),
        '/home/www-data': directory(0o2755, 82),
      })),
      note(`ENV ${httpdEnv[1] ?? ''}`),
      note(`ENV ${httpdEnv[0] ?? ''}`),
      layer('RUN /bin/sh -c mkdir -p "$HTTPD_PREFIX" && chown www-data:www-data "$HTTPD_PREFIX"', 0, () => ({
        '/usr/local/apache2': directory(0o755, 82),
      })),
      note('WORKDIR /usr/local/apache2'),
      layer(
        'RUN /bin/sh -c set -eux; apk add --no-cache apr apr-util ca-certificates libxml2 perl',
        10_900_000,
        () => ({
          '/usr/lib/libapr-1.so.0': bulk(260_000),
          '/usr/lib/libxml2.so.16': bulk(1_300_000),
        }),
      ),
      ...httpdEnv.slice(2).map((line) => note(`ENV ${line}`)),
      layer(
        'RUN /bin/sh -c set -eux; ./configure --prefix="$HTTPD_PREFIX"; make; make install',
        45_300_000,
        httpdFiles,
      ),
      note('STOPSIGNAL SIGWINCH'),
      layer('COPY httpd-foreground /usr/local/bin/', 0, () => ({
        '/usr/local/bin/httpd-foreground': script(httpdForeground),
      })),
      note('EXPOSE map[80/tcp:{}]'),
      note('CMD ["httpd-foreground"]'),
    ],
  },
];
