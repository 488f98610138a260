#!/bin/bash
# Usage: kubernetes-down.sh [--cluster | --wipe]
#
# Stops the cluster that kubernetes-up.sh started, removes its Pods, volumes, objects and keys, and stops its engine.
#
# --cluster  leaves the engine up
# --wipe     removes the engine's images, and all packages, too; the programs stay

# shellcheck source=kubernetes-lib.sh
. "$(dirname "$0")/kubernetes-lib.sh"

sandboxes() { docker ps --quiet --filter label=io.kubernetes.docker.type=podsandbox; }

# remove_pods: by the kubelet, which takes their networks and mounts down. Nobody may make new ones meanwhile.
remove_pods() {
  local end=$((SECONDS + 30))
  stop_daemon cluster/controller-manager 10
  stop_daemon cluster/scheduler 10
  kubectl delete pods --all --all-namespaces --grace-period=0 --force --wait=false --request-timeout=20s >/dev/null 2>&1 || true
  docker ps --quiet --filter label=io.kubernetes.docker.type=container | xargs -r docker kill >/dev/null 2>&1 || true
  until [[ -z $(sandboxes) ]] || ((SECONDS > end)); do sleep 0.2; done
}

# remove_volumes: the folders that claims were given.
remove_volumes() {
  kubectl get persistentvolumes --output 'jsonpath={range .items[*]}{.spec.hostPath.path}{"\n"}{end}' \
    --request-timeout=20s 2>/dev/null | { grep '^/tmp/hostpath_pv/' || true; } | xargs -r rm -rf
}

# clean_node: what the kubelet and kube-proxy leave behind.
clean_node() {
  if running dockerd; then docker ps --quiet --all | xargs -r docker rm --force --volumes >/dev/null; fi
  awk -v below="$cluster/" 'index($2, below) == 1 {print $2}' /proc/mounts | sort -r | xargs -r umount
  "$programs/kube-proxy" --cleanup >/dev/null 2>&1 || true
  ip link delete "$pod_bridge" 2>/dev/null || true
  find /var/log/containers /var/log/pods -xtype l -delete 2>/dev/null || true
  find /var/log/pods -mindepth 1 -type d -empty -delete 2>/dev/null || true
}

main() {
  local way=${1:-} name
  [[ $way != --help ]] || show_help
  [[ $way =~ ^(|--cluster|--wipe)$ ]] || fail "unknown argument $way (see --help)"
  check_machine
  one_at_a_time "$@"
  if running cluster/apiserver; then
    if running cluster/kubelet && running dockerd; then remove_pods; fi
    remove_volumes || true
  fi
  for name in proxy kubelet scheduler controller-manager apiserver etcd; do stop_daemon "cluster/$name" 10; done
  if [[ -d $cluster/kubelet ]]; then clean_node; fi
  rm -rf "$cluster"
  [[ $way != --cluster ]] || return 0
  "$here/down.sh" ${way:+"$way"}
  say "Kubernetes is down ($SECONDS s)"
}

main "$@"
