rm plan.yaml
