# The machine that the steps run on, asked with the commands of the lesson, but for the name.
. /etc/os-release
cat > machine.yaml << EOF
source: live
distribution: $ID
version: "${VERSION_ID:-}"
kernel: $(uname -r)
arch: $(uname -m)
init: $(cat /proc/1/comm)
user: irc
uid: $(id -u)
EOF
