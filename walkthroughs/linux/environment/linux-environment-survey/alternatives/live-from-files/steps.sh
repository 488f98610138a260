# The machine that the steps run on, from its files, the answers in another order and style.
if [ -e /.dockerenv ] || [ -e /run/.containerenv ]; then
  place=container
elif [ -e /run/systemd/container ] && ! grep -qx wsl /run/systemd/container; then
  place=container
elif grep -qi microsoft /proc/sys/kernel/osrelease; then
  place=wsl
elif grep -qE '^(systemd|init)' /proc/1/comm; then
  place=vm
else
  place=container
fi
id=$(sed -n 's/^ID="\{0,1\}\([^"]*\)"\{0,1\}$/\1/p' /etc/os-release)
version=$(sed -n 's/^VERSION_ID="\{0,1\}\([^"]*\)"\{0,1\}$/\1/p' /etc/os-release)
uid=$(sed -n 's/^Uid:[[:space:]]*\([0-9]*\).*/\1/p' /proc/self/status)
entry=$(grep -m1 "^[^:]*:[^:]*:$uid:" /etc/passwd || echo "somebody:x:$uid:$uid::/:/bin/sh")
printf "{runsIn: '%s', init: '%s', shell: '%s', uid: %s, user: '%s', arch: '%s', kernel: '%s', version: '%s', distribution: '%s', source: 'live'}\n" \
  "$place" "$(cat /proc/1/comm)" "${entry##*:}" "$uid" "${entry%%:*}" "$(uname -m)" \
  "$(cat /proc/sys/kernel/osrelease)" "$version" "$id" > machine.yaml
printf '%s\n' '# who' 'grep "$(id -u)" /etc/passwd' '# what' 'hostnamectl' '. /etc/os-release; echo $ID $VERSION_ID' \
  '  uname -a' > commands.txt
