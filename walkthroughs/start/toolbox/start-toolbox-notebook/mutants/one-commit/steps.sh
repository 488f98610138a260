git init -q -b main
git config user.name Lin
git config user.email lin@example.com
echo '*.env' > .gitignore
git add notes.md .gitignore
git commit -q -m 'First notes'
LC_ALL=C ls /no/such/path 2> help/error.txt || echo $? > help/status.txt
cp --help > help/cp.txt
