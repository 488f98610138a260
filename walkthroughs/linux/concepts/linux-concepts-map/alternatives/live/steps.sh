# The kernel that the steps run on, asked for each answer.
feature() {
  if grep -qs "^$1 " /proc/modules; then echo loaded; elif eval "$2"; then echo built-in; else echo absent; fi
}
overlay=$(feature overlay 'grep -qw overlay /proc/filesystems')
bridge=$(feature br_netfilter 'test -e /proc/sys/net/bridge/bridge-nf-call-iptables')
swap=false
if tail -n +2 /proc/swaps | grep -q .; then swap=true; fi
cat > kernel.yaml << EOF
source: live
ipForward: $(cat /proc/sys/net/ipv4/ip_forward)
swapOn: $swap
overlay: $overlay
brNetfilter: $bridge
EOF
sed -i '/[[:space:]]swap[[:space:]]/s/^/# /' root/etc/fstab
