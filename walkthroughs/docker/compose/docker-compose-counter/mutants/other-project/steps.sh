# all right, but under another project name; the built image bears the label, so that it can be removed
docker compose -p counter up -d --build
