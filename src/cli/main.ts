import { localeOf, tutor } from './tutor';

const io = {
  stdout: (text: string) => void process.stdout.write(text),
  stderr: (text: string) => void process.stderr.write(text),
  cwd: process.cwd(),
};

void tutor(process.argv.slice(2), io, localeOf(process.env)).then((code) => {
  process.exitCode = code;
});
