# the old image under the new name
# stand-ins without downloads: only their layers, sizes and settings matter here
image() { docker build -t "tutor/toolbox:$1" -; }
image before << 'END'
FROM busybox:1.37
LABEL tutor.exercise=docker-toolbox
RUN head -c 1000000 /dev/urandom > /lists
RUN true > /packages
END
docker tag tutor/toolbox:before tutor/toolbox:after
docker run --name tutor-toolbox tutor/toolbox:after printf 'curl 8.14.1\n+0800\n'
