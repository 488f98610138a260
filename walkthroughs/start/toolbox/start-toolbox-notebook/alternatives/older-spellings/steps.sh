# the first branch renamed, checkout for switch, a merge commit, and the status kept in a variable
git init -q
git checkout -q -b master 2>/dev/null || true
printf 'node_modules/\nsecret.env\n!.env.example\n' > .gitignore
git config --local user.email lin@example.com
git config --local user.name 'Lin Xiao'
git add .gitignore notes.md
git commit -q --message='First notes'
git branch -M main
git checkout -q -b week-1
sed -i.bak 's/Notes/Notes of week 1/' notes.md && rm notes.md.bak
git add -u
git commit -q -m 'Add a line'
git checkout -q main
git merge -q --no-ff --no-edit week-1
s=0
ls /no/such/path > help/error.txt 2>&1 || s=$?
printf '%s' "$s" > help/status.txt
cp --help 2>&1 | head -n 20 > help/cp.txt
