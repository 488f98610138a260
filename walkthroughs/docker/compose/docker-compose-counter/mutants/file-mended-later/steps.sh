# the file is right, but redis still runs as an earlier one said
docker compose -f earlier.yaml up -d --build
