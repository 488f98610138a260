# a repository, and who commits in it
git init -q -b main
git config user.name Lin
git config user.email lin@example.com

# the list comes before the first add
echo '*.env' > .gitignore
git add notes.md .gitignore
git commit -q -m 'First notes'

# a branch with a commit of its own
git switch -q -c week-1
echo '- type says what a name stands for' >> notes.md
git commit -q -a -m 'Add a line'

# back to main, and merge
git switch -q main
git merge -q week-1

# an error and its status: $? is that of ls
LC_ALL=C ls /no/such/path 2> help/error.txt || echo $? > help/status.txt

# help, saved to be read later
cp --help > help/cp.txt
