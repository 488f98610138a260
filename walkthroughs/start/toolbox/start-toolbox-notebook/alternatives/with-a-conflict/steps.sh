# both branches changed the same line: the merge is a commit of one's own; what is ignored is all but three names
git init -q -b main
git config user.name Lin
git config user.email lin@example.com
printf '*\n!notes.md\n!.gitignore\n' > .gitignore
git add .
git commit -q -m 'First notes'
git switch -q -c week-1
echo '- from week 1' >> notes.md
git commit -q -am 'A line of week 1'
git switch -q main
echo '- from main' >> notes.md
git commit -q -am 'A line of main'
git merge -q week-1 || true
printf '# Notes\n\n- from main\n- from week 1\n' > notes.md
git add notes.md
git commit -q -m 'Merge week-1'
git branch -q -d week-1
LC_ALL=C ls /no/such/path 2> help/error.txt || echo $? > help/status.txt
cp --help > help/cp.txt
