rm flag.txt hello.yaml
