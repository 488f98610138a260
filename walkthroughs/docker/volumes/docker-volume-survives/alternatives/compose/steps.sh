docker compose -p tutor-notes run --rm --name tutor-writer writer
docker compose -p tutor-notes up reader
