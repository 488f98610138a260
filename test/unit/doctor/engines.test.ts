import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { dockerBadEndpoint } from '../../../src/core/errors';
import { littleServer, Status, type LittleServer } from '../backends/kubernetes/server';
import { Stage } from './stage';

/** An engine that says its version and nothing else. */
const engine = (version: string, api: string): Promise<LittleServer> =>
  littleServer(({ path }) => {
    const name = { Platform: { Name: 'Docker Engine - Community' }, Version: version };
    return new Status(200, /\/version\??$/.test(path) ? name : 'OK', { 'Api-Version': api });
  });

const tcp = ({ url }: LittleServer): string => url.replace('http', 'tcp');

describe('the doctor asks engines', function () {
  this.timeout(30_000);
  let stage: Stage;
  const servers: LittleServer[] = [];
  const start = async (version: string, api: string): Promise<LittleServer> => {
    const server = await engine(version, api);
    servers.push(server);
    return server;
  };
  beforeEach(async () => {
    stage = await Stage.make();
  });
  afterEach(async () => {
    await stage.close();
    for (const server of servers.splice(0)) await server.close();
  });
  const context = async (name: string, host: string): Promise<void> => {
    const id = createHash('sha256').update(name).digest('hex');
    const meta = { Name: name, Endpoints: { docker: { Host: host } } };
    await stage.file(`home/.docker/contexts/meta/${id}/meta.json`, JSON.stringify(meta));
  };

  it('the one of DOCKER_HOST and those of all contexts, each once; over SSH none', async () => {
    const [first, second] = [await start('29.1.2', '1.52'), await start('20.10.24', '1.41')];
    await context('same', tcp(first));
    await context('old', tcp(second));
    await context('far', 'ssh://ops@build.example.internal');
    const { engines } = await stage.look({ env: { DOCKER_HOST: tcp(first) } });
    const mine = engines.filter(({ by }) => by !== 'socket');
    assert.deepEqual(mine, [
      {
        by: 'current',
        name: '',
        address: tcp(first),
        seen: { state: 'told', value: { apiVersion: '1.52', name: 'Docker Engine - Community 29.1.2' } },
      },
      { by: 'context', name: 'far', address: 'ssh://ops@build.example.internal', seen: { state: 'unasked' } },
      {
        by: 'context',
        name: 'old',
        address: tcp(second),
        seen: { state: 'told', value: { apiVersion: '1.41', name: 'Docker Engine - Community 20.10.24' } },
      },
    ]);
  });

  it('the one that the setting names before any other', async () => {
    const server = await start('29.1.2', '1.52');
    const { engines } = await stage.look({ setting: () => Promise.resolve(tcp(server)) });
    assert.equal(engines[0]?.address, tcp(server));
    assert.equal(engines[0].seen.state, 'told');
  });

  it('says why one cannot be asked', async () => {
    const { engines } = await stage.look();
    const [first] = engines;
    assert.equal(first?.address, 'tcp://127.0.0.1:1');
    assert.ok(first.seen.state === 'failed' && first.seen.error.code === 'docker-not-running');
    const setting = (): Promise<string> => Promise.reject(dockerBadEndpoint({ endpoint: 'x', why: 'y' }));
    const [second] = (await stage.look({ setting })).engines;
    assert.ok(second?.seen.state === 'failed' && second.seen.error.code === 'docker-bad-endpoint');
  });

  it('takes no contexts from the open folder', async () => {
    const server = await start('29.1.2', '1.52');
    await context('old', tcp(server));
    const { engines } = await stage.look({ workspace: [stage.in('home')] });
    assert.deepEqual(
      engines.filter(({ by }) => by === 'context'),
      [],
    );
  });
});
