# redis takes its settings from a file, the port is open on every address, and everything waits until all is up
docker compose up --detach --build --wait
