sed -i "s/^kernel:.*/kernel: $(uname -r)/" machine.yaml
