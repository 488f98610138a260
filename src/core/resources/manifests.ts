import type { Text } from '../text';

/** A manifest to begin with. */
export type Template = { readonly label: string; readonly what: Text; readonly text: string };

const resources = (cpu: string, memory: string, pad: string): string =>
  ['resources:', '  requests:', `    cpu: ${cpu}`, `    memory: ${memory}`, '  limits:', `    memory: ${memory}`].join(
    `\n${pad}`,
  );

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels:
    app.kubernetes.io/name: web
spec:
  replicas: 2
  selector:
    matchLabels:
      app.kubernetes.io/name: web
  template:
    metadata:
      labels:
        app.kubernetes.io/name: web
    spec:
      containers:
        - name: web
          image: nginx:1.30-alpine
          ports:
            - name: http
              containerPort: 80
          readinessProbe:
            httpGet:
              path: /
              port: http
          livenessProbe:
            httpGet:
              path: /
              port: http
          ${resources('50m', '64Mi', '          ')}
`;

const service = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app.kubernetes.io/name: web
  ports:
    - name: http
      port: 80
      targetPort: http
`;

const once = (pad: string): string =>
  [
    'spec:',
    '  restartPolicy: Never',
    '  containers:',
    '    - name: once',
    '      image: busybox:1.37',
    '      command: ["date"]',
    `      ${resources('10m', '16Mi', `${pad}      `)}`,
  ].join(`\n${pad}`);

/** What a manifest can begin with, the most wanted first. */
export const templates: readonly Template[] = [
  {
    label: 'Deployment + Service',
    what: { en: 'Pods that are kept running, with one address', zh: '保持运行的一组 Pod，外加一个固定地址' },
    text: `${deployment}---\n${service}`,
  },
  { label: 'Deployment', what: { en: 'Pods that are kept running', zh: '保持运行的一组 Pod' }, text: deployment },
  { label: 'Service', what: { en: 'One address for some Pods', zh: '为一组 Pod 提供固定地址' }, text: service },
  {
    label: 'Ingress',
    what: { en: 'A host name and paths for Services', zh: '用域名和路径访问 Service' },
    text: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  rules:
    - host: web.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: web
                port:
                  name: http
`,
  },
  {
    label: 'ConfigMap',
    what: { en: 'Settings for Pods', zh: '供 Pod 使用的配置' },
    text: `apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  LOG_LEVEL: info
`,
  },
  {
    label: 'Secret',
    what: { en: 'Passwords and keys for Pods', zh: '供 Pod 使用的密码和密钥' },
    text: `apiVersion: v1
kind: Secret
metadata:
  name: web
type: Opaque
stringData:
  PASSWORD: ""
`,
  },
  {
    label: 'PersistentVolumeClaim',
    what: { en: 'A volume that outlives Pods', zh: '不随 Pod 消失的存储卷' },
    text: `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  accessModes:
    - ReadWriteOnce
  resources:
    requests:
      storage: 1Gi
`,
  },
  {
    label: 'Job',
    what: { en: 'Something that runs once', zh: '只运行一次的任务' },
    text: `apiVersion: batch/v1
kind: Job
metadata:
  name: once
spec:
  backoffLimit: 2
  template:
    ${once('    ')}
`,
  },
  {
    label: 'CronJob',
    what: { en: 'Something that runs again and again', zh: '定时运行的任务' },
    text: `apiVersion: batch/v1
kind: CronJob
metadata:
  name: nightly
spec:
  schedule: "0 3 * * *"
  concurrencyPolicy: Forbid
  jobTemplate:
    spec:
      backoffLimit: 2
      template:
        ${once('        ')}
`,
  },
  {
    label: 'NetworkPolicy',
    what: { en: 'Who may talk to some Pods', zh: '限定谁可以访问一组 Pod' },
    text: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/name: web
  policyTypes:
    - Ingress
  ingress:
    - ports:
        - protocol: TCP
          port: 80
`,
  },
  {
    label: 'Namespace',
    what: { en: 'A room for objects of its own', zh: '一组对象的独立空间' },
    text: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
`,
  },
];
