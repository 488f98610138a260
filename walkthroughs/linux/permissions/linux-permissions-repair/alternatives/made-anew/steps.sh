# install and mkdir set the mode as they create; the umask is undone afterwards.
install -m 0750 app/run.sh app/run.new && mv app/run.new app/run.sh
install -m 0640 app/config.ini app/config.new && mv app/config.new app/config.ini
chmod 0600 keys/id_demo
chmod 0700 keys
chmod 755 public public/css
chmod 644 public/index.html public/css/site.css
rmdir shared && mkdir -m 2770 shared && chmod 2770 shared
old=$(umask)
umask 0027
echo something > made.txt
mkdir made
umask "$old"
printf '#!/bin/sh\n/bin/echo "Hello"\n' > hello.sh
chmod 700 hello.sh
