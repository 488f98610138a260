# The keys, certificates and kubeconfigs of a cluster. Sourced by kubernetes-up.sh.
# shellcheck shell=bash disable=SC2154

quietly() { openssl "$@" 2>/dev/null; }

new_key() { quietly ecparam -name prime256v1 -genkey -noout -out "$keys/$1.key"; }

# issue NAME SUBJECT [NAMES]: a key, and the certificate of the cluster's authority for it.
issue() {
  local name=$1 subject=$2 names=${3:-}
  new_key "$name"
  quietly req -new -key "$keys/$name.key" -subj "$subject" -out "$keys/$name.csr"
  quietly x509 -req -in "$keys/$name.csr" -CA "$keys/ca.crt" -CAkey "$keys/ca.key" -CAcreateserial -days 365 \
    -out "$keys/$name.crt" -extfile - <<END
keyUsage = digitalSignature,keyEncipherment
extendedKeyUsage = serverAuth,clientAuth
${names:+subjectAltName = $names}
END
}

# make_keys ADDRESS NODE SERVICE: of a cluster whose API server and node have that address; SERVICE is what Pods call it.
make_keys() {
  local name names=DNS:localhost,IP:127.0.0.1,IP:$1,IP:$3
  for name in kubernetes{,.default,.default.svc,.default.svc.cluster.local}; do names+=,DNS:$name; done
  (umask 077 && mkdir -p "$keys")
  new_key ca
  quietly req -x509 -new -key "$keys/ca.key" -subj /CN=kubernetes-ca -days 365 -out "$keys/ca.crt"
  issue apiserver /CN=kube-apiserver "$names"
  issue kubelet-client /O=system:masters/CN=apiserver-kubelet-client
  issue front-proxy /CN=front-proxy-client
  issue admin /O=system:masters/CN=admin
  issue controller-manager /CN=system:kube-controller-manager
  issue scheduler /CN=system:kube-scheduler
  issue proxy /CN=system:kube-proxy
  issue kubelet "/O=system:nodes/CN=system:node:$2" "DNS:$2,IP:$1"
  new_key service-account
  quietly ec -in "$keys/service-account.key" -pubout -out "$keys/service-account.pub"
}

# write_kubeconfig USER SERVER
write_kubeconfig() {
  (umask 077 && cat >"$cluster/$1.kubeconfig") <<END
apiVersion: v1
kind: Config
clusters:
- name: tutor-live
  cluster: {server: "$2", certificate-authority-data: $(base64 -w0 "$keys/ca.crt")}
users:
- name: $1
  user:
    client-certificate-data: $(base64 -w0 "$keys/$1.crt")
    client-key-data: $(base64 -w0 "$keys/$1.key")
contexts:
- name: tutor-live
  context: {cluster: tutor-live, user: $1}
current-context: tutor-live
END
}
