# Letters instead of digits, from another state, and the umask as letters.
chmod u=rwx,g=rx,o= app/run.sh
chmod u=rw,g=r,o= app/config.ini
chmod go= keys keys/id_demo
chmod -R a+rX public
chmod g+ws,o= shared
umask u=rwx,g=rx,o=
mkdir made
: > made.txt
cat > hello.sh <<'EOF'
#!/usr/bin/env bash
printf '%s\n' "Hello"
EOF
chmod +x hello.sh
