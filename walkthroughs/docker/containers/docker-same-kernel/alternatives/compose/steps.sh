docker compose -p tutor-same-kernel up
kernel=$(docker info -f '{{.KernelVersion}}')
sed "s/RELEASE/$kernel/" answers.yaml > answers.new && mv answers.new answers.yaml
