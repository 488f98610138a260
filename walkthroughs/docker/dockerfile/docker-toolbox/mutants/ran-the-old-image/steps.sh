# the container was made from the image before
# stand-ins without downloads: only their layers, sizes and settings matter here
image() { docker build -t "tutor/toolbox:$1" -; }
image before << 'END'
FROM busybox:1.37
LABEL tutor.exercise=docker-toolbox
RUN head -c 1000000 /dev/urandom > /lists
RUN true > /packages
END
image after << 'END'
FROM busybox:1.37
LABEL tutor.exercise=docker-toolbox
RUN true > /packages
ENV TZ=Asia/Shanghai
END
docker run --name tutor-toolbox tutor/toolbox:before printf 'curl 8.14.1\n+0800\n'
