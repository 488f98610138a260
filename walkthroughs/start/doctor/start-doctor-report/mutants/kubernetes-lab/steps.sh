# The server tells which engine it is.
if docker version | grep -i 'practice lab' >/dev/null; then use=lab; else use=real; fi
api=$(docker version --format '{{.Server.APIVersion}}')
. /etc/os-release
cat >engines.yaml <<EOF
docker:
  use: $use
  apiVersion: "$api"

kubernetes:
  use: lab
  gitVersion: ""

openstack:
  use: none
  keystone: ""

host:
  os: $ID
EOF
