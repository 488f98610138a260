docker compose -p tutor-two-webs up -d
docker compose -p tutor-two-webs cp page.html web1:/usr/share/nginx/html/index.html
docker compose -p tutor-two-webs cp web2:/usr/share/nginx/html/index.html original.html
