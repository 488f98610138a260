# the file is right, but redis was started with the check switched off
docker compose -f compose.yaml -f unchecked.yaml up -d --no-deps redis
docker compose up -d --build --no-deps web
