import { debianPasswd, trixieSlimSteps } from './debian-bases';
import { bulk, directory, layer, note, program, usualPath, type CatalogueImage, type Step } from './entry';

const wordpressEnv = [
  usualPath,
  'PHP_INI_DIR=/usr/local/etc/php',
  'APACHE_CONFDIR=/etc/apache2',
  'APACHE_ENVVARS=/etc/apache2/envvars',
  'PHP_VERSION=8.4.21',
];

const phpSteps: readonly Step[] = [
  ...trixieSlimSteps,
  layer(
    'RUN /bin/sh -c set -eux; apt-get install -y --no-install-recommends autoconf dpkg-dev file g++ gcc libc-dev make pkg-config re2c ca-certificates curl xz-utils',
    331_000_000,
    () => ({
      '/usr/bin/curl': program('curl', 330_000),
      '/usr/lib/gcc/x86_64-linux-gnu/14/cc1.bin': bulk(38_000_000),
    }),
  ),
  note(`ENV ${wordpressEnv[1] ?? ''}`),
  layer('RUN /bin/sh -c set -eux; apt-get install -y --no-install-recommends apache2', 12_900_000, () => ({
    '/usr/sbin/apache2': program('wordpress', 780_000),
    '/etc/apache2/apache2.conf': 'ServerRoot "/etc/apache2"\nListen 80\nDocumentRoot /var/www/html\n',
    '/etc/apache2/envvars': 'export APACHE_RUN_USER=www-data\nexport APACHE_RUN_GROUP=www-data\n',
    '/var/www/html': directory(0o1777, 33),
  })),
  ...wordpressEnv.slice(2).map((line) => note(`ENV ${line}`)),
  layer('RUN /bin/sh -c set -eux; ./configure; make -j "$(nproc)"; make install', 56_000_000, () => ({
    '/usr/local/bin/php': bulk(21_000_000),
  })),
  note('ENTRYPOINT ["docker-php-entrypoint"]'),
  note('STOPSIGNAL SIGWINCH'),
  layer('COPY apache2-foreground /usr/local/bin/', 1900, () => ({
    '/usr/local/bin/apache2-foreground': program('apache2-foreground', 1900),
  })),
  note('WORKDIR /var/www/html'),
  note('EXPOSE map[80/tcp:{}]'),
  note('CMD ["apache2-foreground"]'),
];

/** WordPress with PHP and Apache. */
export const wordpress: CatalogueImage = {
  repository: 'wordpress',
  tags: ['7-apache', '7.0-apache', 'apache', 'latest', '7'],
  created: '2026-05-21T19:40:37Z',
  description: 'The WordPress rich content management system can utilize plugins, widgets, and themes.',
  stars: 5900,
  official: true,
  config: {
    ExposedPorts: { '80/tcp': {} },
    Env: wordpressEnv,
    Cmd: ['apache2-foreground'],
    Entrypoint: ['docker-entrypoint.sh'],
    Volumes: { '/var/www/html': {} },
    WorkingDir: '/var/www/html',
    StopSignal: 'SIGWINCH',
  },
  steps: [
    ...phpSteps,
    layer(
      'RUN /bin/sh -c set -eux; apt-get install -y --no-install-recommends ghostscript; docker-php-ext-install bcmath exif gd intl mysqli zip',
      141_000_000,
      () => ({
        '/usr/bin/gs': bulk(16_000),
        '/etc/passwd': debianPasswd(),
      }),
    ),
    note('VOLUME [/var/www/html]'),
    layer(
      'RUN /bin/sh -c set -eux; version=\'7.0\'; curl -o wordpress.tar.gz -fL "https://wordpress.org/wordpress-$version.tar.gz"; tar -xzf wordpress.tar.gz -C /usr/src/',
      84_000_000,
      () => ({
        '/usr/src/wordpress/index.php': '<?php require __DIR__ . "/wp-blog-header.php";\n',
        '/usr/src/wordpress/wp-includes/files.bin': bulk(60_000_000),
      }),
    ),
    layer('COPY wp-config-docker.php /usr/src/wordpress/', 5830, () => ({
      '/usr/src/wordpress/wp-config-docker.php': bulk(5830),
    })),
    layer('COPY docker-entrypoint.sh /usr/local/bin/', 5140, () => ({
      '/usr/local/bin/docker-entrypoint.sh': program('wordpress-entrypoint', 5140),
    })),
    note('ENTRYPOINT ["docker-entrypoint.sh"]'),
    note('CMD ["apache2-foreground"]'),
  ],
};
