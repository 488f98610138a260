import assert from 'node:assert/strict';
import { ApiError } from '../../src/lab/http/call';
import { lab } from './lab-build-fixture';

describe('what the lab refuses to build', () => {
  it('refuses with the sentences of BuildKit', async () => {
    const { run } = await lab();
    const refused: Readonly<Record<string, string>> = {
      'FROM base:1\n\nRUNN x': 'dockerfile parse error on line 3: unknown instruction: RUNN (did you mean RUN?)',
      'FROM base:1\n&& x': 'dockerfile parse error on line 2: unknown instruction: &&',
      'FROM base:1\n**RUN** x': 'dockerfile parse error on line 2: unknown instruction: **RUN**',
      'FROM base:1 # c': 'dockerfile parse error on line 1: FROM requires either one or three arguments',
      'RUN x': 'no build stage in current context',
      '# only': 'failed to parse Dockerfile: file with no instructions',
      '': 'the Dockerfile cannot be empty',
      'FROM base:1\nENV x': 'ENV must have two arguments',
      'FROM base:1\nENV x=1 y': 'Syntax error - can\'t find = in "y". Must be of the form: name=value',
      'FROM base:1\nCOPY x':
        'dockerfile parse error on line 2: COPY requires at least two arguments, but only one was provided. Destination could not be determined',
      'FROM base:1\nSHELL a': 'dockerfile parse error on line 2: SHELL requires the arguments to be in JSON form',
      'FROM base:1\nCOPY --foo=1 a /': 'dockerfile parse error on line 2: unknown flag: foo (did you mean from?)',
      'FROM base:1\nHEALTHCHECK foo': 'dockerfile parse error on line 2: Unknown type "FOO" in HEALTHCHECK (try CMD)',
      'FROM base:1\nHEALTHCHECK --interval=x CMD a': 'dockerfile parse error on line 2: time: invalid duration "x"',
      'FROM base:1\nONBUILD FROM x': "dockerfile parse error on line 2: FROM isn't allowed as an ONBUILD trigger",
      'FROM base:1\nRUN <<EOF\nfoo': 'unterminated heredoc',
      'FROM base:1\nRUN --mount=type=foo x': 'unsupported mount type "foo"',
      'FROM base:1 AS 1a':
        'dockerfile parse error on line 1: invalid name for build stage: "1a", name can\'t start with a number or contain symbols',
    };
    for (const [text, message] of Object.entries(refused))
      await assert.rejects(
        run(text),
        (error) => error instanceof ApiError && error.status === 400 && (assert.equal(error.message, message), true),
        text,
      );
    const failed: Readonly<Record<string, string>> = {
      'EXPOSE abc': 'Invalid containerPort: abc',
      'EXPOSE 70000': 'Invalid containerPort: 70000',
      'EXPOSE 80 # x': 'Invalid containerPort: #',
      'EXPOSE 80/foo': 'Invalid proto: foo',
      'STOPSIGNAL FOO': 'invalid signal: FOO',
      'COPY --from=3 a /': 'invalid stage index 3',
      'COPY --from=nope a /':
        "pull access denied for nope, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
      'USER nobodyx\nRUN echo': 'unable to find user nobodyx: no matching entries in passwd file',
      'WORKDIR ${x:?need}': 'failed to process "${x:?need}": x: need',
      'WORKDIR ${x': 'failed to process "${x": unsupported modifier (\ufffd) in substitution',
      'RUN foo': "The command '/bin/sh -c foo' returned a non-zero code: 127",
    };
    for (const [text, message] of Object.entries(failed))
      assert.equal((await run(`FROM base:1\n${text}`)).error?.message, message);
    assert.equal((await run('FROM base:1\nRUN foo')).error?.code, 127);
    assert.equal((await run('FROM ${X}')).error?.message, 'base name (${X}) should not be blank');
    await assert.rejects(run('FROM base:1', {}, { target: 'x' }), {
      message: 'target stage "x" could not be found',
      status: 400,
    });
    await assert.rejects(run('FROM base:1', {}, { t: 'Foo' }), {
      message: 'invalid reference format: repository name (library/Foo) must be lowercase',
    });
    await assert.rejects(run('FROM base:1', {}, { dockerfile: 'no' }), {
      message: 'Cannot locate specified Dockerfile: no',
    });
    await assert.rejects(run('FROM base:1', {}, { version: '2' }), { status: 501, message: /DOCKER_BUILDKIT=0/ });
  });

  it('expands variables as the reference says', async () => {
    const { run } = await lab();
    const { image } = await run(
      'FROM base:1\nENV a=1 b=\nENV c=${a}x$b d=${b:-n} e=${b-n} f=${a:+y} g=\'$a\' h="$a b" i=\\$a j=$nope k=$a\n',
    );
    assert.deepEqual(image?.config.Env?.slice(3), ['c=1x', 'd=n', 'e=', 'f=y', 'g=$a', 'h=1 b', 'i=$a', 'j=', 'k=1']);
  });
});
