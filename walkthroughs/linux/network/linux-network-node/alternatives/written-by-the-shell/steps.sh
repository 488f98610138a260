umask 077
rm root/etc/netplan/60-tutor.yaml
cat >root/etc/netplan/60-tutor.yaml <<EOF
network:
    version: 2
    ethernets:
        ens160:
            nameservers:
                addresses:
                    - 192.168.56.2
            routes:
                -   via: 192.168.56.2
                    to: default
                -   to: 10.30.0.0/16
                    via: 192.168.56.3
            addresses:
                - "192.168.56.11/24"
                - 10.20.0.5/16
EOF
{
  echo '127.0.0.1 localhost k8s'
  i=11
  for name in k8s-master k8s-node1 k8s-node2; do
    echo "192.168.56.$i $name # node"
    i=$((i + 1))
  done
} >root/etc/hosts
echo k8s-master >root/etc/hostname
