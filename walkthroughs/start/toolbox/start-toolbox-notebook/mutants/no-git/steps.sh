echo '*.env' > .gitignore
LC_ALL=C ls /no/such/path 2> help/error.txt || echo $? > help/status.txt
cp --help > help/cp.txt
