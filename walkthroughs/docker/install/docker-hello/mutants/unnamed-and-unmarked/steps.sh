# removes itself, because nothing else could find it again
docker run --rm hello-world
