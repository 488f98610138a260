#!/bin/bash
# Usage: kubernetes-up.sh
#
# Starts a new Kubernetes 1.20.2 cluster of one node, with new keys and no objects, and a Docker engine for its
# containers; builds what it needs when that is not there (see kubernetes-build.sh). Nothing happens when it is up
# already. Prints the line that points kubectl at the cluster:
#
#   cluster=$(./kubernetes-up.sh) && eval "$cluster"
#
# Pods find no names of Services: there is no DNS server. There are no metrics.
#
# TUTOR_KUBERNETES_PORT      of the API server; the nine after it are used, too (17443)
# TUTOR_KUBERNETES_PROGRAMS  as for kubernetes-build.sh

# shellcheck source=kubernetes-lib.sh
. "$(dirname "$0")/kubernetes-lib.sh"
# shellcheck source=kubernetes-keys.sh
. "$here/kubernetes-keys.sh"

port=${TUTOR_KUBERNETES_PORT:-17443}
node=node1
# The node has the address of Docker's bridge: Pods reach it, the outside does not, and it never changes.
address=$network.0.1
server=https://$address:$port
pod_network=10.225.0.0/16
node_network=10.225.0.0/24
service_network=10.226.0.0/16
pause=tutor/pause:1
daemons=(etcd apiserver controller-manager scheduler kubelet proxy)

all_running() {
  local name
  for name in "${daemons[@]}"; do running "cluster/$name" || return; done
}

install_companions() {
  install_missing openssl:openssl kubectl:kubernetes-client sysctl:procps mount:mount conntrack:conntrack socat:socat \
    iptables:iptables /usr/lib/cni/bridge:containernetworking-plugins
  [[ -d $dir/etcd ]] || {
    fetch_packages bookworm_apt etcd-server
    unpack_packages "$dir/etcd.new" etcd-server
    mv "$dir/etcd.new" "$dir/etcd"
  }
}

# start_docker: only with that setting does kube-proxy see the traffic between Pods.
start_docker() {
  "$here/images.sh" busybox
  docker image inspect "$pause" >/dev/null 2>&1 || DOCKER_BUILDKIT=0 docker build --quiet --tag "$pause" - >/dev/null <<'END'
FROM busybox:1.37
ENTRYPOINT ["sh", "-c", "trap 'exit 0' INT TERM; while :; do sleep 3600 & wait $!; done"]
END
  modprobe --quiet br_netfilter 2>/dev/null || true
  sysctl --quiet --ignore --write net.bridge.bridge-nf-call-iptables=1
}

# --- what every cluster has ---

start_etcd() {
  local clients=http://127.0.0.1:$((port + 1)) peers=http://127.0.0.1:$((port + 2))
  start_daemon cluster/etcd "$dir/etcd/usr/bin/etcd" --data-dir "$cluster/etcd" --unsafe-no-fsync \
    --listen-client-urls "$clients" --advertise-client-urls "$clients" \
    --listen-peer-urls "$peers" --initial-advertise-peer-urls "$peers" --initial-cluster "default=$peers"
}

start_apiserver() {
  start_daemon cluster/apiserver "$programs/kube-apiserver" --etcd-servers="http://127.0.0.1:$((port + 1))" \
    --bind-address="$address" --secure-port="$port" --insecure-port=0 --service-cluster-ip-range="$service_network" \
    --authorization-mode=Node,RBAC --enable-admission-plugins=NodeRestriction --allow-privileged=true \
    --client-ca-file="$keys/ca.crt" --tls-cert-file="$keys/apiserver.crt" --tls-private-key-file="$keys/apiserver.key" \
    --kubelet-preferred-address-types=InternalIP --kubelet-certificate-authority="$keys/ca.crt" \
    --kubelet-client-certificate="$keys/kubelet-client.crt" --kubelet-client-key="$keys/kubelet-client.key" \
    --service-account-issuer=https://kubernetes.default.svc --service-account-key-file="$keys/service-account.pub" \
    --service-account-signing-key-file="$keys/service-account.key" \
    --requestheader-client-ca-file="$keys/ca.crt" --requestheader-allowed-names=front-proxy-client \
    --requestheader-username-headers=X-Remote-User --requestheader-group-headers=X-Remote-Group \
    --requestheader-extra-headers-prefix=X-Remote-Extra- \
    --proxy-client-cert-file="$keys/front-proxy.crt" --proxy-client-key-file="$keys/front-proxy.key"
  await cluster/apiserver 120 kubectl get --raw /readyz
}

start_controller_manager() {
  local config=$cluster/controller-manager.kubeconfig
  start_daemon cluster/controller-manager "$programs/kube-controller-manager" \
    --kubeconfig="$config" --authentication-kubeconfig="$config" --authorization-kubeconfig="$config" \
    --bind-address=127.0.0.1 --secure-port="$((port + 3))" --port=0 --leader-elect=false \
    --use-service-account-credentials --service-account-private-key-file="$keys/service-account.key" \
    --root-ca-file="$keys/ca.crt" --cluster-signing-cert-file="$keys/ca.crt" --cluster-signing-key-file="$keys/ca.key" \
    --enable-hostpath-provisioner --flex-volume-plugin-dir="$cluster/plugins"
}

start_scheduler() {
  start_daemon cluster/scheduler "$programs/kube-scheduler" --kubeconfig="$cluster/scheduler.kubeconfig" \
    --bind-address=127.0.0.1 --secure-port="$((port + 4))" --port=0 --leader-elect=false
}

# --- the node ---

configure_node() {
  mkdir -p "$cluster/network"
  cat >"$cluster/network/10-pods.conflist" <<END
{"cniVersion": "0.4.0", "name": "pods", "plugins": [
  {"type": "bridge", "bridge": "$pod_bridge", "isGateway": true, "ipMasq": true, "hairpinMode": true,
   "ipam": {"type": "host-local", "subnet": "$node_network", "routes": [{"dst": "0.0.0.0/0"}], "dataDir": "$cluster/addresses"}},
  {"type": "portmap", "capabilities": {"portMappings": true}},
  {"type": "firewall", "backend": "iptables"}]}
END
  cat >"$cluster/kubelet.yaml" <<END
kind: KubeletConfiguration
apiVersion: kubelet.config.k8s.io/v1beta1
authentication: {anonymous: {enabled: false}, webhook: {enabled: true}, x509: {clientCAFile: $keys/ca.crt}}
authorization: {mode: Webhook}
address: $address
port: $((port + 7))
healthzPort: $((port + 8))
tlsCertFile: $keys/kubelet.crt
tlsPrivateKeyFile: $keys/kubelet.key
cgroupDriver: cgroupfs
failSwapOn: false
maxOpenFiles: $(ulimit -Hn | sed s/unlimited/1000000/)
imageGCHighThresholdPercent: 100
evictionHard: {memory.available: 100Mi}
nodeStatusUpdateFrequency: 4s
syncFrequency: 5s
END
}

start_kubelet() {
  start_daemon cluster/kubelet "$programs/kubelet" \
    --kubeconfig="$cluster/kubelet.kubeconfig" --config="$cluster/kubelet.yaml" --root-dir="$cluster/kubelet" \
    --hostname-override="$node" --node-ip="$address" --container-runtime=docker --docker-endpoint="$DOCKER_HOST" \
    --experimental-dockershim-root-directory="$cluster/dockershim" --pod-infra-container-image="$pause" \
    --network-plugin=cni --cni-bin-dir=/usr/lib/cni --cni-conf-dir="$cluster/network" --cni-cache-dir="$cluster/cni" \
    --runtime-cgroups=/ --kubelet-cgroups=/ --volume-plugin-dir="$cluster/plugins"
}

start_proxy() {
  start_daemon cluster/proxy "$programs/kube-proxy" --kubeconfig="$cluster/proxy.kubeconfig" \
    --hostname-override="$node" --proxy-mode=iptables --cluster-cidr="$pod_network" \
    --nodeport-addresses="127.0.0.0/8,$address/32" \
    --conntrack-max-per-core=0 --conntrack-tcp-timeout-established=0 --conntrack-tcp-timeout-close-wait=0 \
    --healthz-bind-address="127.0.0.1:$((port + 5))" --metrics-bind-address="127.0.0.1:$((port + 6))"
}

# await_node: its network would be given by the controller manager, too, but ten seconds later.
await_node() {
  await cluster/kubelet 120 kubectl wait --for=condition=Ready "node/$node" --timeout=1s
  kubectl patch node "$node" --patch "{\"spec\": {\"podCIDR\": \"$node_network\", \"podCIDRs\": [\"$node_network\"]}}" >/dev/null
  await cluster/controller-manager 60 kubectl --namespace default get serviceaccount default
}

# create_defaults: what gives claims a volume.
create_defaults() {
  kubectl apply -f - >/dev/null <<'END'
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: standard
  annotations: {storageclass.kubernetes.io/is-default-class: "true"}
provisioner: kubernetes.io/host-path
END
}

start_cluster() {
  local user
  make_keys "$address" "$node" "${service_network%0/*}1"
  for user in admin controller-manager scheduler kubelet proxy; do write_kubeconfig "$user" "$server"; done
  start_etcd
  start_apiserver
  start_controller_manager
  start_scheduler
  configure_node
  start_kubelet
  start_proxy
  create_defaults
  await_node
}

main() {
  [[ ${1:-} != --help ]] || show_help
  (($# == 0)) || fail "unknown argument $1 (see --help)"
  check_machine
  one_at_a_time "$@"
  if all_running; then
    say "Kubernetes is up"
  else
    "$here/kubernetes-build.sh"
    "$here/kubernetes-down.sh" --cluster
    install_companions
    start_docker
    start_cluster
    say "Kubernetes $version is up ($SECONDS s)"
  fi
  echo "export KUBECONFIG=$KUBECONFIG"
}

main "$@"
