# The server tells which engine it is.
if docker version | grep -i 'practice lab' >/dev/null; then use=lab; else use=real; fi
api=$(docker version --format '{{.Server.APIVersion}}')
. /etc/os-release
cat >engines.yaml <<EOF
---
# More may be noted beside it.
docker: { use: "$use", apiVersion: '$api', engine: 'whatever answers' }
kubernetes: { use: none, gitVersion: null }
openstack: { use: none }
host:
  os: "$ID"
EOF
