# The rest with the line ends of Windows, and a numbered list.
printf 'learner: Lin\r\nlanguage: EN\r\ngoal: Run my own cluster at home.\r\n' > hello.yaml
printf '{\r\n\t"log-driver": "local",\r\n\t"registry-mirrors": [\r\n\t\t"https://mirror.example.internal"\r\n\t]\r\n}\r\n' > daemon.json
mkdir -p notes
printf '## Day 1\r\n\r\n1. read logs\r\n2. build images\r\n3. plan my weeks\r\n' > notes/day-1.md
