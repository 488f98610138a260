: >engines.yaml
