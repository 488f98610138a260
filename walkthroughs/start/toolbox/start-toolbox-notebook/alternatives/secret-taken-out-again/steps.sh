# the secret was committed by mistake and is taken out; the merge goes to the branch before
git init -q -b main
git config user.name 林
git config user.email lin@example.com
git add notes.md secret.env
git commit -q -m '第一次提交'
git rm -q --cached secret.env
printf '# secrets\n**/*.env\n' > .gitignore
git add -A .
git commit -q -m 'Take the secret out'
git branch week-1
git switch -q week-1
echo '- 新的一行' >> notes.md
git commit -q -am '新增一行'
git switch -q -
git merge -q -
ls /no/such/path 2>> help/error.txt || echo "$?" >> help/status.txt
cp --help > help/cp.txt
