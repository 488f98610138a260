git init -q -b main
git config user.name Lin
git config user.email lin@example.com
echo '*.env' > .gitignore
git add notes.md .gitignore
git commit -q -m 'First notes'
git switch -q -c week-1
echo '- type says what a name stands for' >> notes.md
git commit -q -a -m 'Add a line'
git switch -q main
git merge -q week-1
LC_ALL=C ls /no/such/path 2> help/error.txt || true
cat help/error.txt
echo $? > help/status.txt
cp --help > help/cp.txt
