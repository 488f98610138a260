# the program is in the folder, but another image runs
docker compose up -d
