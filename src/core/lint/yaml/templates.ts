/** Is it text for a program that makes the file of it: `{{ … }}`, `{% … %}`? In quotes and comments these are but words. */
export function isTemplate(text: string): boolean {
  if (!/\{[{%]/.test(text)) return false;
  return /\{[{%]/.test(text.replace(/"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|(?<![^\s])#.*/g, ''));
}
