# The server tells which engine it is.
if docker version | grep -i 'practice lab' >/dev/null; then use=lab; else use=real; fi
api=$(docker version --format '{{.Server.APIVersion}}')
. /etc/os-release
# An older client says this of itself, whatever the server is.
cat >engines.yaml <<EOF
docker:
  use: $use
  apiVersion: "1.43"

kubernetes:
  use: none
  gitVersion: ""

openstack:
  use: none
  keystone: ""

host:
  os: $ID
EOF
