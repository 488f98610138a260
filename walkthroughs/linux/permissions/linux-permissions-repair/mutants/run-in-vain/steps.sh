# Group and others, but not the owner.
chmod 650 app/run.sh
chmod 640 app/config.ini
chmod 700 keys
chmod 600 keys/id_demo
find public -type d -exec chmod 755 {} +
find public -type f -exec chmod 644 {} +
chmod 2775 shared
(umask 027 && touch made.txt && mkdir made)
echo 'echo Hello' > hello.sh
chmod u+x hello.sh
