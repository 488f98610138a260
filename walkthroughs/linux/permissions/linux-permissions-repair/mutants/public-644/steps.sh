# -R takes x from the directories, and chmod itself then gets no further.
chmod 750 app/run.sh
chmod 640 app/config.ini
chmod 700 keys
chmod 600 keys/id_demo
chmod -R 644 public || true
chmod 2775 shared
(umask 027 && touch made.txt && mkdir made)
echo 'echo Hello' > hello.sh
chmod u+x hello.sh
