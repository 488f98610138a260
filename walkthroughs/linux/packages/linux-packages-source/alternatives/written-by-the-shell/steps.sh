# the suite is taken from the sample's os-release, the answers are cut out of its files
dir=root/etc/apt/sources.list.d
suite=$(. machine/etc/os-release && echo "$VERSION_CODENAME")
printf '%s\n' 'Signed-By:   /etc/apt/keyrings/docker.asc' 'Architectures: amd64' "Suites: $suite" 'Types: deb' \
  'Components: stable' 'URIs: https://download.docker.com/linux/ubuntu/' > "$dir/docker.sources"
rm "$dir/docker.list"
status=machine/var/lib/dpkg/status
version=$(awk '/^Package: nginx$/ {on=1} on && /^Version:/ {print $2; exit}' "$status")
held=$(awk '/^Package:/ {p=$2} /^Status: hold/ {print p}' "$status")
removed=$(awk '/^Package:/ {p=$2} /config-files$/ {print p}' "$status")
start=$(grep -B1 'apt install apache2' machine/var/log/apt/history.log | sed -n 's/^Start-Date: //p')
cat > answers.yaml <<EOF
---
nginx: "$version"
removed: $removed
held: $held
apache2:
  command: sudo apt install apache2
  user: student
  time: $start
EOF
