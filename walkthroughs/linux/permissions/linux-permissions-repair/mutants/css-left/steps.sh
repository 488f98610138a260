# Without looking further down.
chmod 750 app/run.sh
chmod 640 app/config.ini
chmod 700 keys
chmod 600 keys/id_demo
chmod 755 public
chmod 644 public/index.html public/css/site.css
chmod 2775 shared
(umask 027 && touch made.txt && mkdir made)
echo 'echo Hello' > hello.sh
chmod u+x hello.sh
