# The machine that the steps run on, asked with nobody for the kernel.
. /etc/os-release
cat > machine.yaml << EOF
source: live
distribution: $ID
version: "${VERSION_ID:-}"
kernel: $(cat machine/proc/sys/kernel/osrelease)
EOF
