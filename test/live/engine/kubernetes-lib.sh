# Shared by the scripts of Kubernetes. Sourced, never run.
# shellcheck shell=bash

# The cluster's containers run on an engine of its own: tests of Docker kill theirs.
export TUTOR_ENGINE=kubernetes
unset TUTOR_ENGINE_DIR TUTOR_ENGINE_NETWORK TUTOR_ENGINE_MIRROR_PORT
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

version=1.20.2
programs=${TUTOR_KUBERNETES_PROGRAMS:-$cache/engines/kubernetes-$version/bin}
cluster=$dir/cluster
keys=$cluster/keys
pod_bridge=tutor-pods0
export KUBECONFIG=$cluster/admin.kubeconfig
export version programs cluster keys pod_bridge
