/** One application of a manifest: a Deployment, its Service and its ConfigMap, 100 lines. */
function application(index: number): string {
  const name = `shop-${index}`;
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: shop
  labels:
    app.kubernetes.io/name: ${name}
    app.kubernetes.io/part-of: shop
spec:
  # Two of each, so that a node may go.
  replicas: 2
  revisionHistoryLimit: 3
  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxUnavailable: 0
      maxSurge: 1
  template:
    metadata:
      labels:
        app.kubernetes.io/name: ${name}
        app.kubernetes.io/part-of: shop
      annotations:
        checksum/config: "8f14e45fceea167a5a36dedd4bea2543"
    spec:
      terminationGracePeriodSeconds: 30
      securityContext:
        runAsNonRoot: true
        runAsUser: 10001
        seccompProfile:
          type: RuntimeDefault
      containers:
        - name: web
          image: registry.example.com/shop/${name}:1.4.${index}
          imagePullPolicy: IfNotPresent
          args: ["--listen=:8080", "--config=/etc/shop/shop.yaml"]
          ports:
            - name: http
              containerPort: 8080
          env:
            - name: LOG_LEVEL
              value: "info"
            - name: POD_NAME
              valueFrom:
                fieldRef:
                  fieldPath: metadata.name
            - name: GREETING
              valueFrom:
                configMapKeyRef:
                  name: ${name}
                  key: greeting
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
            limits:
              memory: 256Mi
          readinessProbe:
            httpGet:
              path: /ready
              port: http
            periodSeconds: 5
          livenessProbe:
            httpGet:
              path: /alive
              port: http
            initialDelaySeconds: 10
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities:
              drop: ["ALL"]
          volumeMounts:
            - name: config
              mountPath: /etc/shop
              readOnly: true
      volumes:
        - name: config
          configMap:
            name: ${name}
---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: shop
spec:
  selector:
    app.kubernetes.io/name: ${name}
  ports:
    - { name: http, port: 80, targetPort: http }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: ${name}, namespace: shop }
data:
  greeting: "Good morning"
  shop.yaml: |
    listen: 8080
    timeout: 30s
`;
}

const applications = (count: number, first = 0): string =>
  Array.from({ length: count }, (_, index) => application(first + index)).join('---\n');

/** A manifest of so many times 100 lines, and one that begins with another number. */
export const manifest = applications;

const service = (index: number): string => `  api-${index}:
    build:
      context: ./api-${index}
      target: release
    image: registry.example.com/shop/api-${index}:1.4.${index}
    restart: unless-stopped
    environment:
      LOG_LEVEL: info
      DATABASE_HOST: database
    depends_on:
      database:
        condition: service_healthy
    ports:
      - "${3000 + index}:8080"
    volumes:
      - uploads:/srv/uploads
    networks: [front, back]
    healthcheck:
      test: ["CMD", "wget", "-qO-", "http://localhost:8080/alive"]
      interval: 10s
      retries: 3
`;

/** A Compose file of so many times 20 lines. */
export const compose = (count: number): string => `name: shop
services:
  database:
    image: postgres:17
    environment:
      POSTGRES_PASSWORD_FILE: /run/secrets/password
    secrets: [password]
    healthcheck:
      test: ["CMD-SHELL", "pg_isready -U postgres"]
    networks: [back]
${Array.from({ length: count }, (_, index) => service(index)).join('')}networks:
  front:
  back:
volumes:
  uploads:
secrets:
  password:
    file: ./password.txt
`;

const stage = (index: number): string => `
FROM node:22-bookworm-slim AS build-${index}
WORKDIR /src
# The list of packages changes less often than the code.
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY . .
ENV NODE_ENV=production PORT=8080
RUN npm run build \\
    # What only tests need stays behind.
    && npm prune --omit=dev \\
    && rm -rf /src/test

FROM debian:bookworm-slim AS tools-${index}
RUN apt-get update \\
    && apt-get install -y --no-install-recommends ca-certificates curl \\
    && rm -rf /var/lib/apt/lists/*
COPY --from=build-${index} --chown=10001:10001 /src/dist /srv/dist
EXPOSE 8080
HEALTHCHECK --interval=30s CMD ["curl", "-fsS", "http://localhost:8080/alive"]
USER 10001
`;

/** A Dockerfile of so many times 20 lines. */
export const dockerfile = (count: number): string =>
  `# syntax=docker/dockerfile:1${Array.from({ length: count }, (_, index) => stage(index)).join('')}ENTRYPOINT ["node", "/srv/dist/main.js"]\n`;

/** The same lines again and again, each time with another number. */
const repeated =
  (head: string, lines: (index: number) => string) =>
  (count: number): string =>
    head + Array.from({ length: count }, (_, index) => lines(index)).join('');

/** Long texts of every kind, of so many parts. */
export const longTexts: Readonly<Record<string, (parts: number) => string>> = {
  dockerfile,
  compose,
  kubernetes: manifest,
  'daemon-json': (count) =>
    `{\n  "insecure-registries": [\n${Array.from({ length: count }, (_, index) => `    "10.0.0.${index}:5000"`).join(',\n')}\n  ]\n}\n`,
  'clouds-yaml': repeated(
    'clouds:\n',
    (index) =>
      `  cloud-${index}:\n    region_name: one\n    auth:\n      auth_url: https://cloud.example.com:5000/v3\n      username: demo\n      project_name: demo\n      user_domain_name: Default\n      project_domain_name: Default\n`,
  ),
  heat: repeated(
    'heat_template_version: 2021-04-16\nparameters:\n  image: { type: string }\nresources:\n',
    (index) =>
      `  server_${index}:\n    type: OS::Nova::Server\n    properties:\n      name: web-${index}\n      image: { get_param: image }\n      flavor: m1.small\n      networks:\n        - network: shared\n`,
  ),
  'cloud-init': repeated(
    '#cloud-config\npackages: [nginx]\nwrite_files:\n',
    (index) => `  - path: /etc/shop/${index}.conf\n    permissions: "0644"\n    content: |\n      listen = ${index}\n`,
  ),
  oslo: repeated(
    '[DEFAULT]\ntransport_url = rabbit://openstack:secret@controller\n',
    (index) => `[section_${index}]\n# Said of it.\nname = value ${index}\nlist = a,b,\n  c\n`,
  ),
  'local-conf': repeated(
    '[[local|localrc]]\nADMIN_PASSWORD=secret\n',
    (index) => `# Said of it.\nVALUE_${index}=${index}\nexport OTHER_${index}="$VALUE_${index}"\n`,
  ),
  shell: repeated(
    '#!/usr/bin/env bash\nset -euo pipefail\n',
    (index) =>
      `greet_${index}() {\n  local name="$1"\n  if [ -n "$name" ]; then\n    printf '%s\\n' "Hello $name" | tee -a "/tmp/greet-${index}"\n  fi\n}\ngreet_${index} "$(id -un)"\ncat <<EOF\nnumber ${index}\nEOF\n`,
  ),
  systemd: repeated(
    '[Unit]\nDescription=Shop\n\n[Service]\nExecStart=/usr/bin/shop\n',
    (index) => `Environment=NAME_${index}=value \\\n  OTHER_${index}=value\n# Said of it.\n`,
  ),
  nginx: repeated(
    'events {}\n',
    (index) =>
      `server {\n  listen ${8000 + index};\n  location / {\n    proxy_pass http://web-${index}:8080;\n    proxy_set_header Host $host;\n  }\n}\n`,
  ),
  kickstart: repeated(
    'lang en_US.UTF-8\nrootpw --lock\n%packages\n@core\n%end\n',
    (index) => `%post\n# Said of it.\necho ${index} > /root/number-${index}\n%end\n`,
  ),
};
