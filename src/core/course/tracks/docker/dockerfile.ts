import type { Lesson } from '../../lesson';

/** Lesson docker/dockerfile. */
export const dockerfile: Lesson = {
  id: 'docker/dockerfile',
  title: { en: 'Write a Dockerfile and build an image', zh: '编写 Dockerfile 与构建镜像' },
  minutes: 75,
  needs: ['docker', 'files'],
  teaches: [
    { en: 'write a Dockerfile whose every line does what it says', zh: '写出每一行都名副其实的 Dockerfile' },
    { en: 'say which instructions make a layer, and when the cache is used', zh: '说出哪些指令会产生层、何时命中缓存' },
    { en: 'read what the editor marks, and mend it', zh: '看懂编辑器标出的问题并修好它' },
  ],
  exercises: [],
  quiz: [],
};
