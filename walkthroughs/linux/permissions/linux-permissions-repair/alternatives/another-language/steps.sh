# hello.sh for another interpreter; a sticky shared directory; the modes copied from what has them.
chmod 750 app/run.sh
chmod 640 app/config.ini
chmod -R u=rwX,go= keys
chmod 755 public && chmod --reference=public public/css 2> /dev/null || chmod 755 public/css
find public -type f -exec chmod a=r,u+w {} ';'
chmod 3770 shared
(umask 27; mkdir made; cp hello.sh made.txt; chmod 640 made.txt)
printf '#!/usr/bin/env python3\nprint("Hello")\n' > hello.sh
chmod 755 hello.sh
